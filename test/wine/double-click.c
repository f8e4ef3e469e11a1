/*
 * Windows' hands around a double click, which Wine lacks or has hollow, each by its own name: explorer.exe starts the program that it is given
 * in its own console, tasklist.exe tells a process by its number, and chrome.exe writes its command line into C:\stand-in\opened.txt.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <shellapi.h>
#include <tlhelp32.h>

static int explorer(void) {
  int count;
  wchar_t **args = CommandLineToArgvW(GetCommandLineW(), &count);
  STARTUPINFOW start = { .cb = sizeof start };
  PROCESS_INFORMATION child;
  DWORD code;
  if (count != 2 || !CreateProcessW(args[1], NULL, NULL, NULL, TRUE, 0, NULL, NULL, &start, &child)) return 99;
  /* Ctrl-C in the console is the program's own matter. */
  SetConsoleCtrlHandler(NULL, TRUE);
  WaitForSingleObject(child.hProcess, INFINITE);
  GetExitCodeProcess(child.hProcess, &code);
  return (int)code;
}

/* As "tasklist /FI "PID eq N" /FO CSV /NH" prints it. */
static int tasklist(void) {
  const char *filter = strstr(GetCommandLineA(), "PID eq ");
  DWORD wanted = filter ? strtoul(filter + 7, NULL, 10) : 0;
  HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  PROCESSENTRY32 entry = { .dwSize = sizeof entry };
  for (BOOL more = Process32First(all, &entry); more; more = Process32Next(all, &entry))
    if (entry.th32ProcessID == wanted)
      return printf("\"%s\",\"%lu\",\"Console\",\"1\",\"9,876 K\"\r\n", entry.szExeFile, wanted) < 0;
  return puts("INFO: No tasks are running which match the specified criteria.\r") < 0;
}

static int chrome(void) {
  FILE *file = fopen("C:\\stand-in\\opened.txt", "w");
  if (!file) return 1;
  fputs(GetCommandLineA(), file);
  return fclose(file);
}

int main(void) {
  char self[MAX_PATH];
  GetModuleFileNameA(NULL, self, sizeof self);
  if (strstr(self, "tasklist")) return tasklist();
  if (strstr(self, "chrome")) return chrome();
  return explorer();
}
