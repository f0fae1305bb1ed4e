//! Any text in any field is read, is missing or is refused; nothing panics.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        matome::fuzzing::read_text(text);
    }
});
