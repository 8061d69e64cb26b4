// SPDX-License-Identifier: GPL-3.0-or-later
// Limits first, then a seccomp filter of our own few instructions: a list of what is allowed, since
// a list of what is forbidden would grow old with every kernel. No library is worth these 20 lines.
#include "worker/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCH AUDIT_ARCH_AARCH64
#endif

#define N_OF(list) (sizeof(list) / sizeof *(list))

#ifdef OWN_ARCH
// What decoding, analysing and answering take, with the C library's memory and clocks.
static const int allowed[] = {
    __NR_read,
    __NR_pread64,
    __NR_readv,
    __NR_preadv,
    __NR_write,
    __NR_writev,
    __NR_lseek,
    __NR_close,
    __NR_fstat,
    __NR_newfstatat,
    __NR_fcntl,
    __NR_dup,
    __NR_mmap,
    __NR_munmap,
    __NR_mremap,
    __NR_mprotect,
    __NR_madvise,
    __NR_brk,
    __NR_futex,
    __NR_rt_sigreturn,
    __NR_rt_sigprocmask,
    __NR_rt_sigaction,
    __NR_sigaltstack,
    __NR_clock_gettime,
    __NR_clock_nanosleep,
    __NR_nanosleep,
    __NR_gettimeofday,
    __NR_getpid,
    __NR_gettid,
    __NR_sched_yield,
    __NR_sched_getaffinity,
    __NR_getrandom,
    __NR_sysinfo,
    __NR_uname,
    __NR_getrusage,
    __NR_set_robust_list,
    __NR_restart_syscall,
    __NR_exit,
    __NR_exit_group,
};

#define LOAD(member)                                                                               \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, member))
#define ANSWER(verdict)   BPF_STMT(BPF_RET | BPF_K, verdict)
#define UNLESS(value, to) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, to)

static int filter(void)
{
    struct sock_filter program[4 + 2 * N_OF(allowed) + 1] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCH, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
    };
    size_t n = 4;
    for (size_t i = 0; i < N_OF(allowed); i++) {
        program[n++] = (struct sock_filter)UNLESS((uint32_t)allowed[i], 1);
        program[n++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
    }
    program[n++] = (struct sock_filter)ANSWER(SECCOMP_RET_ERRNO | EPERM);
    const struct sock_fprog filter = {.len = (unsigned short)n, .filter = program};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}
#else
static int filter(void)
{
    return 0;
}
#endif

static int limit(int what, rlim_t most)
{
    const struct rlimit limits = {.rlim_cur = most, .rlim_max = most};
    return setrlimit((__rlimit_resource_t)what, &limits);
}

int sandbox_enter(const struct sandbox_limits *limits)
{
#ifdef __SANITIZE_ADDRESS__
    rlim_t memory = RLIM_INFINITY; // the sanitizer reserves terabytes
#else
    rlim_t memory = limits->memory_bytes;
#endif
    if (limit(RLIMIT_AS, memory) != 0 || limit(RLIMIT_CPU, limits->cpu_s) != 0 ||
        limit(RLIMIT_FSIZE, 0) != 0 || limit(RLIMIT_CORE, 0) != 0)
        return -1;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return -1;
    return filter();
}
