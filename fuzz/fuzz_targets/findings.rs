//! Whatever a cell, a sheet or a file is called, what is said of it is well formed in every format.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        matome::fuzzing::write_findings(text).expect("well formed");
    }
});
