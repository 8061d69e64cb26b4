# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/stats/counter
check_programs += $(BUILD)/tests/stats/saver
check_programs += $(BUILD)/tests/stats/starve
$(BUILD)/tests/stats/starve: link_flags += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
