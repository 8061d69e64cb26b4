# SPDX-License-Identifier: GPL-3.0-or-later
# One non-recursive Makefile; each room adds its sources in a module.mk, so that the whole
# dependency graph is known to one make. CC and BUILD may be given: make CC=clang BUILD=build/clang
VERSION := 0.1.0
SOVERSION := 0

ifeq ($(origin CC),default)
CC := gcc
endif
BUILD ?= build
OPT ?= -O2
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
# TESTS= narrows `make check` to folders or files; FUZZ_SECONDS= is the time for each fuzzer.
TESTS ?= tests/*/
FUZZ_SECONDS ?= 60

warnings := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wformat=2 -Wvla
# WERROR= turns warnings back into warnings for builders of unknown compilers.
WERROR ?= -Werror
hardening := -fstack-protector-strong -D_FORTIFY_SOURCE=2
SANITIZE ?=
# Contraction to FMA is off so that every CPU and compiler gives the same bits.
common_flags = -std=c17 -D_GNU_SOURCE -DPRACTICE_VERSION='"$(VERSION)"' $(OPT) -g \
	-ffp-contract=off -fPIC -pthread $(warnings) $(WERROR) $(hardening) $(SANITIZE) \
	$(if $(SANITIZE),-DINSTRUMENTED) -MMD -MP
# Names of ours must not stand in for those of a library that a library brings: libkrb5 behind libpq
# has a profile_release() too.
link_flags = -pthread -Wl,-z,relro,-z,now -Wl,--exclude-libs,libcli.a:libpractice.a $(SANITIZE) $(LDFLAGS)
compile = @mkdir -p $(@D); echo '  CC   $<'; $(CC) $(common_flags) $(CPPFLAGS) $(CFLAGS)
link = @mkdir -p $(@D); echo '  LINK $@'; $(CC) $(link_flags)

# A room's module.mk adds to these.
engine_sources :=
cli_sources :=
check_programs :=
# libav is compiled against, but loaded only when a recording needs it (engine/audio/libav_load.c):
# its shared libraries cost every command 80 ms.
engine_packages := sndfile fftw3f
loaded_packages := libavformat libavcodec libavutil libswresample
cli_packages := cairo pangocairo sqlite3 libpq libarchive portaudio-2.0 glib-2.0 jansson libcurl expat libmicrohttpd
.DEFAULT_GOAL := all
include $(sort $(wildcard engine/*/module.mk)) cli/module.mk
include tests/module.mk $(wildcard scripts/*/module.mk)

# As system headers, since our warnings are not theirs.
package_flags = $(patsubst -I%,-isystem%,$(shell $(PKG_CONFIG) --cflags $(1)))
engine_cflags := $(call package_flags,$(engine_packages) $(loaded_packages))
cli_cflags := $(call package_flags,$(cli_packages))
engine_libs := $(shell $(PKG_CONFIG) --libs $(engine_packages)) -lfftw3f_threads -lm
cli_libs := $(shell $(PKG_CONFIG) --libs $(cli_packages)) -lcrypto

engine_objects := $(engine_sources:%.c=$(BUILD)/%.o)
cli_objects := $(patsubst %.c,$(BUILD)/%.o,$(filter-out cli/main.c,$(cli_sources)))
library := $(BUILD)/libpractice.so.$(SOVERSION)

all: $(BUILD)/practice $(library) $(BUILD)/libpractice.a ## the program and the library

# The wall: the engine sees only its own rooms, the program only the public headers and its own.
$(BUILD)/engine/%.o: engine/%.c Makefile
	$(compile) -fvisibility=hidden -Iinclude -Iengine $(engine_cflags) -c -o $@ $<

$(BUILD)/cli/%.o: cli/%.c Makefile
	$(compile) -Iinclude -Icli $(cli_cflags) -c -o $@ $<

# A room's SQL becomes a header of strings: cli/journal/sql/ is $(BUILD)/cli/journal/journal_sql.h.
# What is made from other files, a module.mk names in generated_sql_ROOM.
room_sql = $(sort $(shell find cli/$(1)/sql -name '*.sql') $(generated_sql_$(1)))
define embed_sql
$(BUILD)/cli/$(1)/$(1)_sql.h: $(call room_sql,$(1)) cli/$(1)/sql scripts/embed-sql
	@mkdir -p $$(@D)
	@scripts/embed-sql $(1) $(call room_sql,$(1)) >$$@.part && mv $$@.part $$@
$(patsubst %.c,$(BUILD)/%.o,$(wildcard cli/$(1)/*.c)): $(BUILD)/cli/$(1)/$(1)_sql.h
$(BUILD)/cli/$(1)/%.o: CPPFLAGS += -I$(BUILD)/cli/$(1)
endef
$(foreach room,journal server,$(eval $(call embed_sql,$(room))))

# Everything of the program but main(), so that tests can link single rooms.
$(BUILD)/libcli.a: $(cli_objects)
$(BUILD)/libpractice.a: $(engine_objects)
$(BUILD)/libcli.a $(BUILD)/libpractice.a:
	@rm -f $@
	@$(AR) rcs $@ $^

$(library): $(engine_objects) engine/libpractice.map
	$(link) -shared -Wl,-soname,$(@F) -Wl,--version-script=engine/libpractice.map \
		-Wl,--no-undefined -o $@ $(engine_objects) $(engine_libs)

$(BUILD)/practice: $(BUILD)/cli/main.o $(BUILD)/libcli.a $(BUILD)/libpractice.a
	$(link) -pie -o $@ $^ $(engine_libs) $(cli_libs)

# The front end alone, so that training hears exactly what the product hears.
$(BUILD)/train/libfrontend.so: $(BUILD)/scripts/train/frontend.o $(BUILD)/libpractice.a
	$(link) -shared -o $@ $^ $(engine_libs)

$(BUILD)/scripts/train/frontend.o: scripts/train/frontend.c Makefile
	$(compile) -Iinclude -Iengine -c -o $@ $<

programs: all $(check_programs) ## build all and what else the tests run

check: programs ## build all and run the tests; TESTS=tests/ui/ for some
	@BUILD='$(abspath $(BUILD))' CC='$(CC)' SANITIZE='$(SANITIZE)' scripts/run-tests $(TESTS)

lint: all ## the rules of the house: rooms, exports, SQL, format, scripts, manuals
	@BUILD='$(abspath $(BUILD))' WITHOUT='$(WITHOUT)' scripts/lint

format: ## lay out every C source as make lint wants it
	@git ls-files -co --exclude-standard '*.[ch]' | xargs grep -LiE '^(//|/\*) .*generated by' -- \
		| xargs clang-format -i

asan: ## the tests under the address and undefined-behaviour sanitizers
asan-programs: ## build what make asan runs
asan asan-programs:
	+@$(MAKE) BUILD=$(BUILD)/asan OPT=-O1 hardening= \
		SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' \
		TESTS='$(filter-out tests/api/ tests/lint/ tests/accuracy/ tests/security/,$(wildcard $(TESTS)))' \
		$(if $(filter asan,$@),check,programs)

coverage: ## lines of each engine room that the tests reach; fails below 90 %
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || true
	+@$(MAKE) BUILD=$(BUILD)/coverage OPT=-O1 hardening= \
		SANITIZE='--coverage -fprofile-update=atomic' \
		TESTS='$(filter-out tests/api/ tests/lint/,$(wildcard $(TESTS)))' check; \
		status=$$?; scripts/coverage $(BUILD)/coverage 90 && exit $$status

fuzz: ## every fuzzer of tests/fuzz for FUZZ_SECONDS each (60); needs clang
	+@$(MAKE) CC=clang BUILD=$(BUILD)/fuzz OPT=-O1 hardening= \
		SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' run-fuzz

run-fuzz: $(fuzzers)
	@scripts/run-fuzz $(FUZZ_SECONDS) $^

install: all ## to DESTDIR/PREFIX: program, library, headers, manual, completion
	@BUILD='$(BUILD)' VERSION=$(VERSION) SOVERSION=$(SOVERSION) DESTDIR='$(DESTDIR)' \
		PREFIX='$(PREFIX)' LIBDIR='$(LIBDIR)' MANDIR='$(MANDIR)' \
		PRIVATE_LIBS='$(engine_libs)' scripts/install

uninstall: ## what install put there
	@BUILD='$(BUILD)' VERSION=$(VERSION) SOVERSION=$(SOVERSION) DESTDIR='$(DESTDIR)' \
		PREFIX='$(PREFIX)' LIBDIR='$(LIBDIR)' MANDIR='$(MANDIR)' scripts/install --remove

# The same commit gives the same bytes: git dates the entries, gzip writes no name and no time.
dist: ## build/practice-VERSION.tar.gz from the commit
	@mkdir -p $(BUILD)
	git -c tar.umask=0022 archive --format=tar --prefix=practice-$(VERSION)/ HEAD \
		| gzip -9n >$(BUILD)/practice-$(VERSION).tar.gz

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "%-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## delete what was built
	rm -rf $(BUILD)

.PHONY: all asan asan-programs bench bench-accuracy check clean coverage dist format fuzz help install \
	lint programs run-fuzz uninstall
.DELETE_ON_ERROR:

-include $(shell find $(BUILD)/engine $(BUILD)/cli $(BUILD)/tests -name '*.d' 2>/dev/null)
