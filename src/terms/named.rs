//! Enums whose members have a word.

/// An enum with a word behind each member. `ALL` are the members in their order; the function that stands behind the name
/// of the enum gives the word.
macro_rules! named {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident.$word:ident {
            $($(#[$doc:meta])* $member:ident = $text:literal,)*
        }
    ) => {
        $(#[$about])*
        $visible enum $name {
            $($(#[$doc])* $member,)*
        }

        #[allow(dead_code)] // Not everybody goes through all of them.
        impl $name {
            /// All, in their order.
            pub const ALL: [$name; [$($text),*].len()] = [$($name::$member),*];

            /// The word for it.
            pub fn $word(self) -> &'static str {
                match self {
                    $($name::$member => $text,)*
                }
            }
        }
    };
}
pub(crate) use named;
