//! Tables of a schema file as types.

/// Tables of a file. A key that none of them has is refused, and `= default` stands behind a key that may be left out.
macro_rules! tables {
    ($(
        $(#[$about:meta])*
        pub struct $Name:ident {
            $($(#[$doc:meta])* pub $key:ident: $type:ty $(= $default:ident)?,)*
        }
    )*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $Name {
            $($(#[$doc])* $(#[serde($default)])? pub $key: $type,)*
        }
    )*};
}
pub(super) use tables;
