//! stub
use super::ReportRequest;
use rust_xlsxwriter::{Workbook, XlsxError};
pub fn write_consolidated(_: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    Workbook::new().save_to_buffer()
}
pub fn write_committee(_: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    Workbook::new().save_to_buffer()
}
