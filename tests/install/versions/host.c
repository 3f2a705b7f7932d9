/* Loads plug-ins with all their symbols shown to each other, and prints what each reports. */
#include <dlfcn.h>
#include <stdio.h>

int main(int count, char** files) {
  for (int i = 1; i < count; i++) {
    void* const plugin = dlopen(files[i], RTLD_NOW | RTLD_GLOBAL);
    if (plugin == NULL) {
      fprintf(stderr, "%s\n", dlerror());
      return 1;
    }
    const char* (*report)(void) = NULL;
    *(void**)(&report) = dlsym(plugin, "report");
    if (report == NULL) return 1;
    printf("%s", report());
  }
  return 0;
}
