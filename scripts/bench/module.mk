# SPDX-License-Identifier: GPL-3.0-or-later
# Measuring, not testing: nothing here passes or fails. SESSIONS=200 makes the accuracy surer,
# QUICK=1 leaves the three-hour recording out.
SOAK_MINUTES ?= 30
bench: $(BUILD)/practice $(BUILD)/tests/server/prepare $(BUILD)/tests/cloud/cloud ## speed, memory, start-up and the journal, against other tools
	BUILD=$(BUILD) scripts/bench/speed.py
	BUILD=$(BUILD) scripts/bench/journal.py
	BUILD=$(BUILD) scripts/bench/dashboards.py
	BUILD=$(BUILD) scripts/bench/sync.py
	BUILD=$(BUILD) scripts/bench/board.py
	BUILD=$(BUILD) scripts/bench/worker.py

soak: $(BUILD)/practice $(BUILD)/tests/server/prepare $(BUILD)/tests/cloud/cloud ## a worker fed for SOAK_MINUTES (30), and what becomes of its memory
	BUILD=$(BUILD) scripts/bench/worker.py --soak $(SOAK_MINUTES)

bench-accuracy: $(BUILD)/practice ## error of play time, onsets and pitch on held-out sessions
	BUILD=$(BUILD) scripts/bench/accuracy.py
	scripts/bench/notes_accuracy.py --practice $(BUILD)/practice
