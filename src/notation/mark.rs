//! Mark sets (N092): ○ ◎ △ × ✓ □. Which marks a column uses is for its list of options to say; here
//! only the look-alikes of one mark are brought together.

/// A mark, whatever its code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// ○ ◯ 〇
    Circle,
    /// ◎
    DoubleCircle,
    /// ●
    BlackCircle,
    /// △; a grade where a column uses marks, a minus before digits
    Triangle,
    /// ▲
    BlackTriangle,
    /// ×
    Cross,
    /// ✓ レ ☑
    Check,
    /// ■
    BlackSquare,
    /// □
    WhiteSquare,
    /// ☆
    WhiteStar,
    /// ★
    BlackStar,
}

/// The mark that is all of `text`, or nothing.
pub fn read(text: &str) -> Option<Mark> {
    let mut chars = text.trim().chars();
    let (c, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    Some(match c {
        '○' | '◯' | '〇' | '⚪' => Mark::Circle,
        '◎' => Mark::DoubleCircle,
        '●' | '⚫' => Mark::BlackCircle,
        '△' | '▵' => Mark::Triangle,
        '▲' => Mark::BlackTriangle,
        '×' | '✕' | '✖' | '╳' | '✗' | '✘' | '☓' | '⨯' => Mark::Cross,
        '✓' | '✔' | 'レ' | 'ﾚ' | '☑' | '✅' => Mark::Check,
        '■' => Mark::BlackSquare,
        '□' | '☐' => Mark::WhiteSquare,
        '☆' => Mark::WhiteStar,
        '★' => Mark::BlackStar,
        _ => return None,
    })
}
