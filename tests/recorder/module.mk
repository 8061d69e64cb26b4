# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(addprefix $(BUILD)/tests/recorder/,ring_check state_check tape_check watch_check)

$(BUILD)/tests/recorder/watch_check: link_flags += -Wl,--wrap=clock_gettime
