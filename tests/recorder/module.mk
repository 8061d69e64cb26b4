# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(addprefix $(BUILD)/tests/recorder/,ring_check state_check tape_check watch_check)

# A plug that ALSA loads, and never links: it has no main().
check_programs += $(BUILD)/tests/recorder/librefusing.so
$(BUILD)/tests/recorder/refusing.o: CPPFLAGS += -DPIC
$(BUILD)/tests/recorder/librefusing.so: $(BUILD)/tests/recorder/refusing.o
	$(link) -shared -o $@ $^ -lasound

$(BUILD)/tests/recorder/watch_check: link_flags += -Wl,--wrap=clock_gettime
