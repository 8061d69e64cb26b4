# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/server/prepare $(BUILD)/tests/server/arrays
