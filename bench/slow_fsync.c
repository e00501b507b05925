// SPDX-License-Identifier: Apache-2.0
// LD_PRELOAD: every fsync and fdatasync first waits SLOW_FSYNC_US microseconds (1000), as a slower disk would.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_first(void) {
    const char* text = getenv("SLOW_FSYNC_US");
    const long us = text ? atol(text) : 1000;
    struct timespec left = {us / 1000000, us % 1000000 * 1000};
    while (nanosleep(&left, &left) != 0) continue;
}

static int call(const char* name, int fd) {
    int (*real)(int) = 0;
    // The way POSIX gives to turn an object pointer into a function pointer.
    *(void**)&real = dlsym(RTLD_NEXT, name);
    wait_first();
    return real(fd);
}

int fsync(int fd) { return call("fsync", fd); }
int fdatasync(int fd) { return call("fdatasync", fd); }
