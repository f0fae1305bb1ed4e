//! Made-up submissions, for training and measuring.
