# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/stats/counter
check_programs += $(BUILD)/tests/stats/saver
