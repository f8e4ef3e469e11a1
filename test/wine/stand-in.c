/*
 * Stands in for powershell.exe and netsh.exe under Wine, whose own are hollow: prints the file of its own name from C:\stand-in as bytes,
 * and ends with the number in the file NAME.exit (0 without one). A question of the routes to addresses ("Find-NetRoute" in the command
 * line) is answered address by address: with route4.json or, for an address with a colon, route6.json.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int print_file(const char *name) {
  char path[MAX_PATH], bytes[65536];
  snprintf(path, sizeof path, "C:\\stand-in\\%s", name);
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  fwrite(bytes, 1, length, stdout);
  return 1;
}

static int exit_code(const char *name) {
  char path[MAX_PATH];
  int code = 0;
  snprintf(path, sizeof path, "C:\\stand-in\\%s.exit", name);
  FILE *file = fopen(path, "r");
  if (!file) return 0;
  if (fscanf(file, "%d", &code) != 1) code = 0;
  fclose(file);
  return code;
}

/* The script begins with its list: @('192.0.2.1','2001:db8::1'|%{ */
static void print_routes(const char *line) {
  const char *at = strstr(line, "@('");
  const char *end = at ? strstr(at, "|%{") : NULL;
  int first = 1;
  printf("[");
  for (at = at ? strchr(at, '\'') : NULL; at && end && at < end; at = strchr(at + 1, '\'')) {
    const char *close = strchr(at + 1, '\'');
    if (!close) break;
    if (!first) printf(",");
    first = 0;
    print_file(memchr(at, ':', close - at) ? "route6.json" : "route4.json");
    at = close;
  }
  printf("]");
}

int main(void) {
  char self[MAX_PATH];
  GetModuleFileNameA(NULL, self, sizeof self);
  char *name = strrchr(self, '\\') + 1;
  char *dot = strrchr(name, '.');
  if (dot) *dot = 0;
  for (char *letter = name; *letter; letter++) if (*letter >= 'A' && *letter <= 'Z') *letter += 'a' - 'A';
  const char *line = GetCommandLineA();
  if (strstr(line, "Find-NetRoute")) print_routes(line);
  else print_file(name);
  fflush(stdout);
  return exit_code(name);
}
