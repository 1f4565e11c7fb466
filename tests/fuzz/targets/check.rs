//! `cargo fuzz run check`.

#![no_main]
#![allow(unsafe_code, reason = "the fuzzer calls a symbol by its name")]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fauxpas_fuzz::check(bytes));
