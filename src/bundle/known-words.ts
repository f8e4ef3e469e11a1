/**
 * Words that may stand in a bundle at the levels below `full`: those of our own texts, of the tools whose output goes in, and of logs. Lower case, letters
 * alone. No names of people, firms that are nobody's supplier of network software, or places: whoever adds one decides that it names nobody.
 * Kept as one text: a module of 3,000 quoted words would be three times its size.
 */
const WORDS = `
  abandoned able abort aborted aborting about above absolute accelerated accelerator accept accepted accepts access
  ack acknowledge acquire acquired across act acting action actions activated activation active actively ad adapters
  adaptive adaptively added addon addr address addresses addrinfo adds adjust adminguide administration
  administrative administratively administrator admission admits advmss aede aes affected affinity after again
  against age agent ago agree ai aia airport alert alerted align alike alive all allocated allocation allow allowed
  allows almalinux alone along alpha alpine already also although altname altnames alto altogether am amazon
  amazonaws amazontrust amazonworkspaces amd among amp an analytics ancestors and android anew annotation announced
  announcing another answer answered answering answers any anybody anyconnect anything anywhere ap apart api app
  appdata appear append appliance application applications applied approximate arch archive are argument arguments
  aria arm around arpa array arrived artifact as ascending ask asked asking asks assembly assert assertion assigned
  assistance assumed async at ato atomic attach attached attaching attacks attempt attempts attribute attributes
  audio audit audits auth authenticate authenticated authenticating authentication authenticator authorised
  authority authoriz authorization authorize authorized auto autoconf autoconfig autoconfiguration autoconfigurl
  automatic autoselect autostart available avast avc average avg avoid awaiting away awdl aws awsapps axe bab back
  backend background backhaul backoff backup bad badly balance band bands bandwidth banner bare barracuda base based
  bash bashrc basic batch battery bbr bcc be beacon bearer bears because become been before begin begins behind
  being believes belong belongs below bench beside best beta better between beyond big bigip bin binary bind binding
  bitdefender bitmap bitrate bits blank block blocked blockers blocks bluecoat bluetooth board body bookworm boot
  bootstrap border boringssl both bottom bound bounded bounds box brackets brd break breaks bridge brightness
  broadcast broken broker brokers browser browsers browsing bssid bssids btmm bucket budget budgets buffer buffered
  buffering build builder builds built bulk bullseye bundle bundled bundleid bundles busy busybox but button by
  bypass bytes ca cable cached caching calibrate calibration call callback callbacks called caller calls came camera
  can cancel canceled cancelled cannot capabilities capability captcha captive capture captured card careless
  carrier carries carry case cases catalogue catch category cause causes cbd ccmp cd ceiling cellular celsius center
  centos central cert certificate certificates certs cest cet chain chains chance change changed changes channel
  channels charset check checked checkpoint checks checksum child choice choose chosen chrome chromeos chromium
  chunk cipher ciphers circle cisco citrix cjs cks clamp class classes classify classmethod classname cleanup clear
  cleared clicked client clients climbing clipboard clock close closed closer closewait closing cloudflare
  cloudfront cluster cn cname code codec codecs codel codes collapse colleague collect collection collector
  collisions color column columns com come comes command commands commercial commit committed common communication
  compare compared compares comparison complete completed completes completion component components compress
  compressed compression computer computes computing concurrent condition conf config configuration configured
  confirm confirmed conflict conflicts connect connected connecting connection connections connectivity connector
  connects consecutive consider console const consumer contact contacted container content context continue
  continued continuing contract contradict control controller convert cookie cookies copied copy copying core cores
  corpus corrections correctly corrupt corrupted cost costliest costs could couldn count counter country counts
  covers cpu crash crashed create created creates creating creation credential credentials critical cross
  crowdstrike crt crypt crypto css csv cubic curl current cursor custom cut cuts cwnd daemon damage dark darwin
  dasharray dashboard data database datagram datagrams datastream date day days dbm dc dcv dcvclient dcvserver de
  dead deadline deadlock debian debug debugger decide decides decode decoded decoder decoding decrypt decrypted
  decryption decrypts deeper default defender deferred defined definition degraded delay delayed delegate delete
  deleted deliver delivered delivery delta demand demo demonstration denied denies deny dependency depends deploy
  deployed deprecated depth dequeue der descending describe description deserialize desk desktop desktops
  destination destinations destroyed detach detached detail details detect detected detection determine determined
  detour dev device devices dgram dhcp dhcpv diagnostics dialog dialogs dictionary did diff differ difference
  different differs digest digicert dir direct direction directions directly directory disable disabled disabling
  disagree disappear discard discarded disconnect disconnected disconnecting discover discovered discovery disk
  dispatch dispatcher display displays dispose disposed distance distances distributed distrusted div dl dn dns
  dnssec do docked docker docs doctype document documentation documented documents does domain domains don done dot
  double doubled doubt doubtful doubts down download downloads dpkg draft drag drawing drawn drift driven driver
  drop dropped drops drp dry due dump dup duplex duplicates duration during dwm dword dynamic eacces each eaddrinuse
  eaddrnotavail eagain eai ealready earlier early east eca echo econn econnaborted econnrefused econnreset edge
  edgeupdate edit edition edits edt education eexist eff ehostdown ehostunreach eintr einval eisconn either elapsed
  electron element elements eligible else elsewhere embedded emfile emit emitted empty emsgsize enable enabled
  enables enabling encode encoded encoder encoding encrypt encrypted encryption end ended endpoint endpoints ends
  enetdown enetunreach enfile enforce engine enobufs enoent enomem enotconn enotfound enotsup enough enp enqueue
  ensure entered enterprise entities entries entrust entry enum enumerate enumerated env environment enx eperm epipe
  eproto equiv err errno error errors esbuild escalated eset eshutdown esr essential est estab established
  establishing etc eth ether ethernet etimedout etimeout eu eval evaluate evaluated even event events ever every
  everything everywhere eviction evidence exact exactly example exceed exceeded exceeds exception exceptions excerpt
  exchange exclude excluded exe exec execute exempt exist exists exit exited exiting expand expanded expect expected
  expire expired expires explain explains explanation explorer exponential export expose exposed expression extended
  external extra extract extracted eyeballs face fact factory facts fail failed fails failure failures fall fallback
  falls false family far fast faster fastest fastopen fatal fault faults fd feature features fedora feedback feel
  feels fetch fetched fetches fetching few fewer ffmpeg fiddler field figure figures file filename filepath files
  filesize fill fills filter filtered filters fin finalize find finder finding findings finds fine finish finished
  finishing fips fire firefox fires firewall first fit fits five fixed fixtures flag flags flex flight floor flush
  flushed focus folder folders follow followed following follows font footer for forbidden forbids forced forcepoint
  forecast foreground foreign forever forger forgot forgotten form format formats forticlient fortigate fortinet
  forward forwarded forwarder forwarders forwarding found fps frag fragment fragmentation fragmented frame frames
  framework frankfurt free freed freq frequency from frontend fulfilled full fullscreen fully function functions
  fuses fuzz gap garbage garden gates gateway gatewayaddr gateways gave gbps gcm generate generated generation
  generic geneve gentoo geometry geotrust get getaddrinfo gets getting ghz gif gigabit give given gives glob global
  globalprotect globalsign gmt gnome gnu gnutls go godaddy goes gone good google got gov gpd gpu graceful grade
  graded graphic graphics graphql gre gretap grid group groups growing grown grows gsettings gtk guard guest guid
  guide ha had half halt halves hand handled handler handles handling hands handshake handshakes hang hangs hardware
  has hash hashed have having head header headers headless headset health healthy heap heartbeat heartbeats heavy
  height held hello help helpdesk helpers here heuristic hex hhmmss hibernate hidden hides highest hints history
  hkcu hkey hklm hold holds hole home honest hook hooks hop hopcount horizontal host hostile hostname hostnames
  hosts hotel hotspot hour hours how html http https hypervisor hystart hz iad icloud icmp icon icons id identified
  identifier identifiers identity idle ids if ifconfig ifindex ifname ignore ignored ignores ignoring ii image
  images img immediate impl implementation import imported impossible in inactive inbound inbox include included
  incomplete increase increased increment index indexed indicator inert inet info information infrastructure inherit
  init initial initialise initialised initialization initialize initialized initializing initiate initiated inject
  injected ink inline inner inode input ins inserted inside inspect inspection inspects install installation
  installed installer installers installing instance instances instantiate instead instruction int intact integer
  integration integrity intel interaction interactive intercepted interception interceptor interface interfaces
  intermediate intermediates internal internet interrupt interrupted interval intervals into invalid invents
  invitation invited invocation invoke invoked invoking io ios ip ipaddr iphone ipip ipp iproute ipset iptables ipv
  irtt is isolated issue issued issuer it items iterator its itself ivanti java javascript jitter job jobs join
  joined journey json jsonl jst judge judgeable judged judges jumps juniper junit jvm jwt kaspersky kb kbps kde keep
  keepalive keeps kept kernel key keyboard keychain keyring keys keyword keywords kill killed kills kind kinds kinit
  know knowledge known knows krb lab label lack lacks ladder land lane lanes lang languages laptop large largely
  larger largest last lastack lastrcv lastsnd late latencies latency later latest latin latter launch launched
  launcher launching lay layer layout ldap lead leads leaf leap learned lease least leave leaves left length lengths
  less lesser let lets letsencrypt letter letters level lft libc libcrypto libcurl library libssl license lies
  lifecycle lifetime light like likeliest likely limit limitation limited limits line lines link linked linklocal
  links lint linux list listed listen listeners listening listens lists literal live lives load loaded loader
  loading local locale localhost locality locally location locator locked locking log logged logger logging login
  logoff logon logout logs long longer look looked looking looks lookup loopback loses loss lossy lost lower lsass
  lt lts mac machine macos made mail main maintenance make makes making malformed malloc managed management manager
  mandatory manifest manjaro manual manually map mapped mapping margin markdown marked marker markers marks mask
  match matches matrix matters maximum may mb mbps mcafee mcs md mdev mdns me mean meaning means meanwhile measured
  measurement media median medium meet members memory mend mended mention menu merge merged message messages
  messaging met meta meter method methods metric metrics mfa mhz microphone microsoft middle middlebox middleware
  migrate migrated migration milli milliseconds min mind minimal minimize minimized minimum minmax minrtt minute
  minutes misc mismatch miss missed missing mistake mitmproxy mjs mobile mode model modified module modules moment
  monday monitor monitors mono monospace month months more most mount mounted mouse move moved mp mq ms msec msedge
  mss mtu mtus much multicast must mutations mutex my na name named names nameserver namespace nat native navigate
  navigation nd near nearby nearer nearest need needed needs negotiate negotiated negotiating negotiation neither
  nested net netif netmask netscaler netsh netskope netstat network networking networks networksetup never new newer
  newest next nfkd nft nftables nine nixos nmap no nobody nodad nodata node nodejs noerror noise nonagle nonce none
  noprefixroute noproxy noqueue nor nosuch not nothing notice noticed notification notifications notified notify now
  nowhere nowrap npapi npm ns nss ntlm ntlmssp ntp nul null number numbers numeric nums nvidia nwid nxdomain object
  objects observations observed observer obsolete obtained occur occurred occurs odd of off offered offers office
  offline offload offset often oidc ok old older oldest on once one ones only ooni op open opened opengl openid
  opening opens openssl opensuse openvpn operating operation operations opinion opt optimal optimization option
  options or order ordinary org organisation organization orientation origin original os other others ou our ours
  out outage outbound outcome outdated outgoing outline outlook output outside over overall overflow overlaps
  overlay override overrides overruns own owner pac pacing package packed packet packets padding page paged pages
  pairing palo paloalto panel panic paper parallel params parent parse parsed parser parsers parsing part partial
  partially partition parts party pass passed passes password passwords past patch path paths pattern pause paused
  payload pc pcoip pdl pdns pdt peak peer pem pending per percent percentage percentile perf performance perhaps
  permission permissions permitted persisted persistent person personal phase phone phymode physical picocolors
  picture pid pieces ping pinging pings pinned pipe pipeline pixel pixels pki place placeholder places plain plan
  planned platform playback please plist plug plugin plugins plural plutil pm pmtu point pointer pointopoint points
  policies policy polling pool poor pop popup port portal portals ports possible post posting postpone powershell
  ppp precondition preferred prefers prefetch prefix prefixes prefixlen preflight prepare prepared preparing
  presence present preset press prevent preview previous primary principal print printed printer printers printing
  prints prior priority prisma private privilege probable probably probe probeable probes problem proc process
  processed processes processing processor product profile profiler profiles program programs progress prohibited
  promisc promise promised promises prompt prompted proof proofs properties property protected protection proto
  protocol protocols prototype prove proved proven provenance proves provide provided provider provisioned
  provisioning proxied proxies proxy proxyenable proxyoverride proxyserver pst pt ptr public publicly publish
  published pull pulse purpose push put puts python qa qdisc qlen qos qualified quality queries query question
  questioned questions queue queued queueing queues quic quicker quickjs quickly quiet quit quot quota quotes qword
  radio radius raise raised ram ran random range ranged ranges rank ranked ranking ranks rate rates ratio raw rc rcv
  rcvmss reach reachable reached reaches read readable reader reading readings readline reads ready real really
  reason reasons rebind reboot rebuild receive received receiver receiving reconnect reconnected reconnecting
  reconnection reconnects record recorded records recover recovered recovery recreate rect recursively recv recvpipe
  recycle redacted redaction redirect redirected redirecting redirection redirects redis redraw reduce referrer
  refresh refreshed refreshing refs refusal refusals refuse refused refuses refusing reg regenerate region regions
  register registered registering registration registrations registry regular reinstall rejected rejecting rejects
  rejoin rejudge related relaunch relay release released releasing reload reloaded rely remaining remedies remembers
  remote remove removed removes removing render renderer rendering renders renew renewal renewed renewing reopen
  repeat repeated replace replaced replica replied replies reply report reported reports representation request
  requested requester requesting requests require required requirement requirements rerun reserved reset resets
  resetting resident resize resized resolution resolv resolve resolvectl resolved resolver resolves resolving
  resource responded responding responds response rest restart restarted restarting restore restored restoring
  restricted restriction rests result results resume resumed resuming retest retired retrans retransmit
  retransmitted retries retrieve retrieved retrieving retry retrying return returns reused revert revision
  revocation revoke revoked rewrites rewriting rewritten rfc rhel right rights rnl role rollback root roots rotated
  rotation round route routed router routes routine routing row rows rpc rr rsa rss rssi rst rtcp rtnetlink rto rtp
  rtt rttvar rule rules ruleset run running runs runtime rx rxcsum sack safe said same samesite saml sample sampled
  samples sandbox sandboxed sans satisfied save saved saw say says sbin scale scaling scan scanned scanning scenario
  scenarios schannel schedule scheduled scheduler schema schemas scheme scope scoped scopeid score screen script
  scripted scripts scroll scutil sd sdk seal sealed search searched sec second seconds secret secrets sectigo
  section secur secure secureclient secured security see seen sees segment segments select selected selection self
  semaphore send sender sending sendpipe sends sendto sense sensor sent seq serial serialize serialized serializer
  series serif serve server servers servfail service services session sessions set sett setting settings settle
  settled setup seven several severity sha shader shape share shared sharing shell short should show showed shown
  shows shut shutdown sid side sigint sigkill sign signal signaling signalled signature signed signin signing
  signout signs silence silent silverblue simplex simulated simulation since single sit site sites situation
  situational situations size sizes sizing skew skip skipped sleeping slice slightly slip slow slower slowly small
  smaller smallest smart smartcard snap snapshot so socket socketexception sockets socks softbank software solid
  some somebody something sometimes somewhat sonicwall sophos sort sorts sound source sources space spaces spacing
  spairport span spawn spawned speak speaker speaks special speed spelling split spoken spoofs spooler sport
  spreadsheet sqlite square squid src srv ss ssid ssl ssthresh st sta stable stack stage stale stall stalled stand
  standard standby stands star starfield stars start started starting starts startup state statement states static
  station statistics status statuses stay stayed stays stddev stderr stdin stdout steadier step steps still stood
  stop stopped store stranger strangers stray stream streaming streams strict stricter string stringify strings
  stroke strong stuck stun stutter style styles sub subject subnet subscribe subscribed subscriber subscription
  subsystem succeed succeeded succeeds success successful successfully such sudo suffers suffix summary sunken
  supplied support supported supporting supports sure surface surroundings suse suspend suspended suspending svchost
  svg sw swap switch switched symantec syn sync synced synchronisation synchronize synchronized synchronizing syntax
  syntaxes syslog system systemd systems sz table tables tabular tail tailscale take taken takes tap target targets
  task tasks tb tbody tcp team teams teardown technical telemetry tell tells template temporarily temporary temps
  ten tenant tentative terminal terminate terminated terminating termination terms test testable testcase tested
  testing tests testsuite testsuites text texts than that thawte the thead their them themselves then there
  therefore these they thing third this those threaded threadpool threads three threshold thresholds throttle
  throttled throttling through throughput throw thrown throws thumbprint tick ticket time timed timeout timeouts
  times timestamp timestamps tin title tls tnl to today together toggle token tokens tokyo told too took tool
  toolbar tools top topology tos touch touched touches towards trace traced tracing tracker tracking traffic
  transaction transcribed transfer transferred transferring transform transition transitions translate translates
  transmit transmitted transmitting transparent transport transports tray trellix trendmicro tried tries trigger
  triggered triggering trip trips trixie trouble troubleshooting true truncated trust trusted trusts try trying ts
  tso ttl tuesday tumbleweed tun tuning tunnel tunnelling tunnels tuples turned tus tv twelve twice two tx txcsum
  txqlen txstatus txt type typed typeof types ubuntu uc uchs ucs udev udp uglc ugsc uhl uhls uhlwi uhwi ui umbrella
  unable unacked unauthorized unavailable uncaught unchanged unconfirmed undefined undelivered under underneath
  understood undici undone unexpected unexpectedly unhandled unhealthy unicode unified uninstall uninstalled unique
  unit unknown unless unlock unlocked unmount unmounted unpacked unplugged unproved unproven unreachable unread
  unreadable unregister unregistered unrelated unset unspecified unstarted unsubscribe unsupported untested until
  untold untrusted unusable unverified up update updated updater updates updating upgrade upgraded upgrading uplink
  upload uploaded uploading uploads ups uptime uri url us usable usb use used user userdata username users uses usr
  usual usually ut utc utf utilization utun uv valid validate validation validator value values vanish var variant
  variation varies vblank vendor verbatim verdict verdicts verification verified verifier verifies verify verifying
  verisign version versions vertex vertical vht video view viewport virtual visibility visible vista vlan vm vmware
  voice volume vpc vpn vsync vti vulkan wait waited waitfor waiting waits wakeup walled wants warn warned warning
  warnings warp was wasi wasm wasn watch watchdog watched watcher watchguard way wayland ways we web webcam
  webengine webkit webrtc websense websocket websockets webview weekday weight well went were wg wget what whatever
  when where wherever whether which while whoever whole whose why widened wider widget width wifi wildcards will win
  window windows winhttp wininet winlogon winsock wintun wire wireguard wireless with within without wlan wlansvc
  wlp wlx word wording wordings words work worked worker workflow works workspace workspaces workspacesclient
  workstation world worth would wpa wpad wrap writable write writer writes writing written wrong wrongly wrote ws
  wscale wsp wwx xaml xcode xff xfrm xhr xml xmlhttp xorg xp yaml year years yes yesterday yet yield you your yours
  yourself yyyy zero zip zlib zod zone zoom zscaler
`;

let known: ReadonlySet<string> | undefined;

/** Whether the word (letters, any case) says nothing of a person, a machine or a network. */
export function isKnownWord(word: string): boolean {
  known ??= new Set(WORDS.split(/\s+/));
  return known.has(word.toLowerCase());
}
