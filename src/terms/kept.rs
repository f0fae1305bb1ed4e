//! How values are kept on disk whose own crates do not say it: what a field's `#[serde(with = …)]` names.

/// A decimal, every bit of it: trailing zeros and a minus before zero included.
pub(crate) mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &Decimal, out: S) -> Result<S::Ok, S::Error> {
        value.serialize().serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        <[u8; 16]>::deserialize(from).map(Decimal::deserialize)
    }
}

/// What is written as its text and read back from it: days, times, addresses.
pub(crate) mod text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &T,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        out.collect_str(value)
    }

    pub(crate) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// What is shared, as if it were not.
pub(crate) mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize + ?Sized, S: Serializer>(
        value: &Arc<T>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        (**value).serialize(out)
    }

    pub(crate) fn deserialize<'de, T: ?Sized, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<T>, D::Error>
    where
        Box<T>: Deserialize<'de>,
    {
        Box::<T>::deserialize(from).map(Arc::from)
    }
}

/// The same where it may be absent.
pub(crate) mod shared_if_any {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize + ?Sized, S: Serializer>(
        value: &Option<Arc<T>>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_deref().serialize(out)
    }

    pub(crate) fn deserialize<'de, T: ?Sized, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Arc<T>>, D::Error>
    where
        Box<T>: Deserialize<'de>,
    {
        Ok(Option::<Box<T>>::deserialize(from)?.map(Arc::from))
    }
}

/// The same beside a key, where both may be absent.
pub(crate) mod shared_by_key {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<K: Serialize, S: Serializer>(
        value: &Option<(K, Arc<str>)>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(|(key, text)| (key, &**text)).serialize(out)
    }

    pub(crate) fn deserialize<'de, K: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<(K, Arc<str>)>, D::Error> {
        let found = Option::<(K, Box<str>)>::deserialize(from)?;
        Ok(found.map(|(key, text)| (key, Arc::from(text))))
    }
}
