//! Any bytes are a workbook or are refused; nothing panics, hangs or asks for the memory that a file declares.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| matome::fuzzing::open_bytes(data));
