# What of the input deviates from the JSON Schema $schema[0], as ["path: keyword", ...]. The keywords that our schemas use.
def deviations($s; $path):
  . as $value
  | (if $s.type == null then []
     elif $s.type == "integer" then (if type == "number" and . == floor then [] else ["\($path): type"] end)
     elif type == $s.type then [] else ["\($path): type"] end)
  + (if $s.enum != null and ($s.enum | index([$value])) == null then ["\($path): enum"] else [] end)
  + (if type == "number" and $s.minimum != null and . < $s.minimum then ["\($path): minimum"] else [] end)
  + (if type == "number" and $s.maximum != null and . > $s.maximum then ["\($path): maximum"] else [] end)
  + (if type == "string" and $s.maxLength != null and length > $s.maxLength then ["\($path): maxLength"] else [] end)
  + (if type == "string" and $s.pattern != null and (test($s.pattern) | not) then ["\($path): pattern"] else [] end)
  + (if type == "object" then
       [($s.required // [])[] as $key | select($value | has($key) | not) | "\($path).\($key): required"]
       + (if $s.additionalProperties == false then [keys[] | select(in($s.properties) | not) | "\($path).\(.): unknown"] else [] end)
       + [to_entries[] | .key as $key | select($s.properties[$key] != null) | .value | deviations($s.properties[$key]; "\($path).\($key)")[]]
     elif type == "array" and $s.items != null then
       [to_entries[] | "\($path)[\(.key)]" as $at | .value | deviations($s.items; $at)[]]
     else [] end);
deviations($schema[0]; "")
