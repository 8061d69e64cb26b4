# SPDX-License-Identifier: GPL-3.0-or-later
# One non-recursive Makefile; each room adds its sources in a module.mk.
VERSION := 0.1.0
SOVERSION := 0

CC ?= gcc
ifeq ($(origin CC),default)
CC := gcc
endif
BUILD ?= build
OPT ?= -O2
PKG_CONFIG ?= pkg-config

warnings := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wformat=2 -Wvla
# WERROR= turns warnings back into warnings for builders of unknown compilers.
WERROR ?= -Werror
hardening := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -Wl,-z,relro,-z,now
SANITIZE ?=
# Contraction to FMA is off so that every CPU and compiler gives the same bits.
common_flags := -std=c17 -D_GNU_SOURCE -DPRACTICE_VERSION='"$(VERSION)"' $(OPT) -g \
	-ffp-contract=off -fPIC -pthread $(warnings) $(WERROR) $(SANITIZE) -MMD -MP

engine_sources :=
cli_sources :=
include engine/base/module.mk engine/audio/module.mk engine/analysis/module.mk
include cli/module.mk

engine_packages := sndfile libavformat libavcodec libavutil libswresample aubio fftw3f
cli_packages := cairo
engine_libs := $(shell $(PKG_CONFIG) --libs $(engine_packages)) -lfftw3f_threads -lm

.DEFAULT_GOAL := all

engine_objects := $(engine_sources:%.c=$(BUILD)/%.o)
cli_objects := $(cli_sources:%.c=$(BUILD)/%.o)

all: $(BUILD)/practice $(BUILD)/libpractice.so.$(SOVERSION) $(BUILD)/libpractice.a ## the program and the library

# The wall: the engine sees only its own rooms, the program only the public headers and its own.
$(BUILD)/engine/%.o: engine/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(common_flags) $(hardening) $(CFLAGS) -fvisibility=hidden -Iinclude -Iengine -c -o $@ $<

$(BUILD)/cli/%.o: cli/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(common_flags) $(hardening) $(CFLAGS) \
		$(filter -I%,$(shell $(PKG_CONFIG) --cflags $(cli_packages))) -Iinclude -Icli -c -o $@ $<

$(BUILD)/libpractice.a: $(engine_objects)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/libpractice.so.$(SOVERSION): $(engine_objects) engine/libpractice.map
	$(CC) -shared -Wl,-soname,libpractice.so.$(SOVERSION) -Wl,--version-script=engine/libpractice.map \
		-Wl,--no-undefined $(SANITIZE) $(LDFLAGS) -o $@ $(engine_objects) $(engine_libs)

$(BUILD)/practice: $(cli_objects) $(BUILD)/libpractice.a
	$(CC) -pie -pthread $(SANITIZE) $(LDFLAGS) -o $@ $^ $(engine_libs) \
		$(shell $(PKG_CONFIG) --libs $(cli_packages)) -lcrypto

# The front end alone, so that training hears exactly what the product hears.
$(BUILD)/train/libfrontend.so: $(BUILD)/scripts/train/frontend.o $(BUILD)/libpractice.a
	@mkdir -p $(@D)
	$(CC) -shared -o $@ $^ $(engine_libs)

$(BUILD)/scripts/train/frontend.o: scripts/train/frontend.c Makefile
	@mkdir -p $(@D)
	$(CC) $(common_flags) $(CFLAGS) -Iinclude -Iengine -c -o $@ $<

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "%-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## delete what was built
	rm -rf $(BUILD)

.PHONY: all help clean

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
