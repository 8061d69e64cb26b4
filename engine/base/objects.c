// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of code and constants are copies of a file's. What can only be read was never changed, so
// the kernel may take such pages back; a page comes again from the file when somebody needs it.
#include "base/objects.h"

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include <practice/memory.h>

static int count_object(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)info;
    (void)size;
    ++*(size_t *)user;
    return 0;
}

// Whether the linker changed pages that can only be read.
static int has_text_relocations(const struct dl_phdr_info *info)
{
    const ElfW(Dyn) *entry = NULL;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_DYNAMIC)
            entry = (const ElfW(Dyn) *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    for (; entry && entry->d_tag != DT_NULL; entry++)
        if (entry->d_tag == DT_TEXTREL ||
            (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL)))
            return 1;
    return 0;
}

static int trim_object(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)size;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    size_t *n_older = user;
    if (*n_older > 0) {
        --*n_older;
        return 0;
    }
    if (has_text_relocations(info))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        uintptr_t start = (info->dlpi_addr + part->p_vaddr) & ~(page - 1);
        uintptr_t end = info->dlpi_addr + part->p_vaddr + part->p_filesz;
        if (part->p_type == PT_LOAD && !(part->p_flags & PF_W))
            (void)madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

size_t base_objects_count(void)
{
    size_t n = 0;
    (void)dl_iterate_phdr(count_object, &n);
    return n;
}

void base_objects_trim(size_t n_older)
{
    (void)dl_iterate_phdr(trim_object, &n_older);
}

void practice_memory_trim(void)
{
    base_objects_trim(0);
}
