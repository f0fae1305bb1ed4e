//! Both workbooks, written and read back by something that did not write them.
