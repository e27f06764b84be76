# Lunette. `make demo` and `make check` install what is missing from Debian and need nothing else.
#
#   make            build/lunette and build/liblunette.a
#   make demo       quotes, actors and flags of examples/corpus
#   make check      every test, under AddressSanitizer and UBSan as well
#   make asan       build/asan/lunette
#   make evaluate   quotations against hand-marked ones (SCORES=1 writes the rules' scores)
#   make bench      speed against other programs, as ratios
#   make fuzz       fuzz every parser of outside bytes (SECONDS=60 each)
#   make install    PREFIX=/usr/local

PREFIX  ?= /usr/local
SECONDS ?= 60
CC      := gcc
BUILD   := build
COMMA   := ,
# make V=1 shows the commands
Q := $(if $(V),,@)

# libstemmer has no pkg-config file: LDLIBS names it.
PACKAGES := lua5.4 libpcre2-8 libutf8proc sqlite3 yajl libxml-2.0 yaml-0.1 libedit
ifneq ($(filter-out clean,$(or $(MAKECMDGOALS),all)),)
  NEED := $(BUILD)/.setup-build
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
CPPFLAGS  = -D_GNU_SOURCE -Icore $(shell pkg-config --cflags-only-I $(PACKAGES))
LDLIBS    = $(shell pkg-config --libs $(PACKAGES)) -lstemmer -lm -lpthread
CFLAGS   := -std=c11 -O2 -g $(WARNINGS)

# -O1 keeps stack traces readable; FAULTS lets tests make the n-th allocation fail.
ASAN := -std=c11 -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
        -fno-sanitize-recover=all -DLUN_FAULTS $(WARNINGS)

LIB_SRC := $(sort $(filter-out core/cli/%,$(wildcard core/*/*.c)))
CLI_SRC := $(sort $(wildcard core/cli/*.c))
# The sentence lists are data for a generator (tests/tools/abbreviations.lua), not for the program.
INSIDE  := $(sort $(shell find lua scripts -type f ! -path 'lua/lunette/meta/*' ! -name 'sentences.*'))
UNITS   := $(sort $(wildcard tests/unit/test_*.c))
FUZZES  := $(sort $(wildcard tests/fuzz/fuzz_*.c))

objects = $(patsubst %.c,$(1)/%.o,$(2))
LIB_OBJ  := $(call objects,$(BUILD)/obj,$(LIB_SRC)) $(BUILD)/obj/embedded_files.o
CLI_OBJ  := $(call objects,$(BUILD)/obj,$(CLI_SRC))
ALIB_OBJ := $(call objects,$(BUILD)/asan/obj,$(LIB_SRC)) $(BUILD)/asan/obj/embedded_files.o
ACLI_OBJ := $(call objects,$(BUILD)/asan/obj,$(CLI_SRC))
UNIT_BIN := $(patsubst tests/unit/%.c,$(BUILD)/asan/unit/%,$(UNITS))
FUZZ_BIN := $(patsubst tests/fuzz/%.c,$(BUILD)/asan/fuzz/%,$(FUZZES))

.PHONY: all demo check asan evaluate bench fuzz install clean
.DELETE_ON_ERROR:

all: $(BUILD)/lunette $(BUILD)/liblunette.a

# --- what is needed from the system ---------------------------------------------------------------

$(BUILD)/.setup-%: tests/tools/setup.sh
	@mkdir -p $(BUILD)
	@sh tests/tools/setup.sh $*
	@touch $@

# --- the program ----------------------------------------------------------------------------------

$(BUILD)/embedded_files.c: $(INSIDE) tests/tools/embed.lua | $(NEED)
	@mkdir -p $(@D)
	$(Q)lua5.4 tests/tools/embed.lua $@ $(INSIDE)

$(BUILD)/obj/embedded_files.o: $(BUILD)/embedded_files.c
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(BUILD)/asan/obj/embedded_files.o: $(BUILD)/embedded_files.c
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(ASAN) -c $< -o $@

$(BUILD)/obj/%.o: %.c | $(NEED)
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/asan/obj/%.o: %.c | $(NEED)
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(ASAN) -MMD -MP -c $< -o $@

$(BUILD)/liblunette.a: $(LIB_OBJ)
	@echo '  ar   $@'
	$(Q)rm -f $@ && ar qcs $@ $^

$(BUILD)/asan/liblunette.a: $(ALIB_OBJ)
	@echo '  ar   $@'
	$(Q)rm -f $@ && ar qcs $@ $^

$(BUILD)/lunette: $(CLI_OBJ) $(BUILD)/liblunette.a
	@echo '  link $@'
	$(Q)$(CC) $(CFLAGS) $^ -o $@ $(LDLIBS)

$(BUILD)/asan/lunette: $(ACLI_OBJ) $(BUILD)/asan/liblunette.a
	@echo '  link $@'
	$(Q)$(CC) $(ASAN) $^ -o $@ $(LDLIBS)

asan: $(BUILD)/asan/lunette

# --- trying it ------------------------------------------------------------------------------------

demo: $(BUILD)/lunette
	@sh tests/tools/demo.sh $(BUILD)/lunette

# --- tests ----------------------------------------------------------------------------------------

$(BUILD)/asan/unit/%: tests/unit/%.c tests/unit/*.h $(BUILD)/asan/liblunette.a | $(BUILD)/.setup-check
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(ASAN) $< $(BUILD)/asan/liblunette.a -o $@ -lcmocka $(LDLIBS)

# The fuzz targets over their seeds, without a fuzzer: `make fuzz` is the long run.
$(BUILD)/asan/fuzz/%: tests/fuzz/%.c tests/fuzz/driver.c $(BUILD)/asan/liblunette.a | $(BUILD)/.setup-check
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(filter-out -Wmissing-prototypes,$(ASAN)) $< tests/fuzz/driver.c \
	  $(BUILD)/asan/liblunette.a -o $@ $(LDLIBS)

check: $(BUILD)/.setup-check $(BUILD)/lunette $(BUILD)/asan/lunette $(UNIT_BIN) $(FUZZ_BIN)
	@lua5.4 tests/tools/check.lua $(BUILD) $(UNIT_BIN) $(FUZZ_BIN)

# SCORES=1 writes each rule's score into the table of rules.
evaluate: $(BUILD)/lunette
	@$(BUILD)/lunette -e 'arg = { "--shared", "../shared", "--work", "$(BUILD)/evaluate"$(if $(SCORES),$(COMMA) "--write"$(COMMA) "lua/lunette/data/quotes.rules.csv") } dofile "tests/tools/evaluate.lua"'

# README=1 writes the table into README.md.
bench: $(BUILD)/.setup-bench $(BUILD)/lunette $(BUILD)/bench/words
	@lua5.4 tests/bench/run.lua $(BUILD) ../shared $(if $(README),--readme)

$(BUILD)/bench/words: tests/bench/words.c $(BUILD)/liblunette.a
	@mkdir -p $(@D)
	@echo '  cc   $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $^ -o $@ $(LDLIBS) -licuuc

fuzz: $(BUILD)/.setup-fuzz $(BUILD)/liblunette.a
	@sh tests/tools/fuzz.sh $(BUILD) $(SECONDS)

# --- installing -----------------------------------------------------------------------------------

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib
	install -m 755 $(BUILD)/lunette $(DESTDIR)$(PREFIX)/bin/lunette
	install -m 644 $(BUILD)/liblunette.a $(DESTDIR)$(PREFIX)/lib/liblunette.a

clean:
	rm -rf $(BUILD)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(ALIB_OBJ:.o=.d) $(ACLI_OBJ:.o=.d)
