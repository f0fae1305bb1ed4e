//! Family F: a file that asks for more than it may; one code for each limit of the reader.

use serde::{Deserialize, Serialize};

family! {
    /// A file that asks for more than it may: one code for each limit of the reader (F).
    #[derive(Serialize, Deserialize)]
    LimitFault(value)

    /// More bytes than the limit.
    FileTooLarge { found: String, allowed: String } = "F105" Error {
        title: "ファイルが大きすぎる" / "File too large",
        message: "ファイルの大きさが{found}バイトあります(上限{allowed}バイト)。" / "The file has {found} bytes (limit {allowed}).",
        hint: "貼り付けた画像や使っていないシートを取り除き、保存し直してください。" / "Remove pasted pictures and unused sheets, and save again.",
        why: "極端に大きなファイルで、全体の集計が止まらないようにするための上限です。",
        example: "写真を何十枚も貼った票" => "写真を取り除いた票",
    }

    /// More parts in the package than the limit.
    TooManyParts { found: String, allowed: String } = "F110" Error {
        title: "中の部品が多すぎる" / "Too many parts",
        message: "ブックの中の部品が{found}個以上あります(上限{allowed}個)。" / "The workbook has {found} or more parts (limit {allowed}).",
        hint: "貼り付けた画像や図形を取り除き、保存し直してください。" / "Remove pasted pictures and shapes, and save again.",
        why: "ブックは小さな部品を束ねたものです。部品を際限なく詰めたファイルは、開くだけで時間とメモリーを使い切ります。",
        example: "画像を数千個貼った票" => "画像を取り除いた票",
    }

    /// More bytes of all parts than the limit.
    InflatesTooFar { found: String, allowed: String } = "F111" Error {
        title: "展開すると大きすぎる" / "Inflates too far",
        message: "展開した大きさが合わせて{found}バイト以上になります(上限{allowed}バイト)。" / "The parts inflate to {found} or more bytes (limit {allowed}).",
        hint: "Excelで開き、使っていないシートや範囲、貼り付けた画像を取り除いて保存し直してください。配布した様式に書き直しても直ります。" / "Remove unused sheets, ranges and pictures and save again, or use the form that was handed out.",
        why: "圧縮されたファイルは、小さく見えて、開くと巨大なことがあります。書式の多いブックでも起こります。",
        example: "列の全体に書式を付けた票" => "配布した様式のままの票",
    }

    /// More bytes of one part than the limit.
    PartTooLarge { found: String, allowed: String } = "F112" Error {
        title: "中の部品が大きすぎる" / "Part too large",
        message: "一つの部品が{found}バイト以上あります(上限{allowed}バイト)。" / "A part has {found} or more bytes (limit {allowed}).",
        hint: "Excelで開き、使っていないシートや範囲、貼り付けた画像を取り除いて保存し直してください。配布した様式に書き直しても直ります。" / "Remove unused sheets, ranges and pictures and save again, or use the form that was handed out.",
        why: "一枚のシートに百万行を書いたようなブックは、調査票ではありません。",
        example: "名簿を丸ごと貼ったシート" => "シートを取り除いた票",
    }

    /// A part inflates more than honest ones do.
    PackedTooTightly { found: String, allowed: String } = "F113" Error {
        title: "圧縮の倍率が不自然" / "Compression ratio too high",
        message: "中の部品が{found}倍に膨らみます(上限{allowed}倍)。" / "A part inflates {found} times (limit {allowed}).",
        hint: "配布した様式を開き、答えだけを写して(値の貼り付け)提出してください。" / "Open the form that was handed out and paste the answers into it as values.",
        why: "ふつうの表は60倍ほどまでです。それを大きく超えるものは、読む側を止めるために作られたファイルかもしれません。",
        example: "空白だけで数百MBになる部品を含むファイル" => "Excelで保存し直したファイル",
    }

    /// More strings than the limit.
    TooManyStrings { found: String, allowed: String } = "F114" Error {
        title: "文字列が多すぎる" / "Too many strings",
        message: "文字列が{found}個以上あります(上限{allowed}個)。" / "The workbook has {found} or more strings (limit {allowed}).",
        hint: "Excelで開き、使っていないシートや範囲、貼り付けた画像を取り除いて保存し直してください。配布した様式に書き直しても直ります。" / "Remove unused sheets, ranges and pictures and save again, or use the form that was handed out.",
        why: "実際より大きな数を名乗るだけでメモリーを使い切らせるファイルがあるため、名乗った数も数えた数も調べます。",
        example: "名簿を丸ごと貼った票" => "名簿を取り除いた票",
    }

    /// More cell styles than the limit.
    TooManyStyles { found: String, allowed: String } = "F115" Error {
        title: "書式が多すぎる" / "Too many styles",
        message: "セルの書式が{found}種類以上あります(上限{allowed}種類)。" / "The workbook has {found} or more cell styles (limit {allowed}).",
        hint: "配布した様式を開き、答えだけを写して(値の貼り付け)提出してください。" / "Open the form that was handed out and paste the answers into it as values.",
        why: "ほかのブックからのコピーを重ねると、書式だけが際限なく増えることがあります。Excelの上限は65,490種類です。",
        example: "シートのコピーを長年重ねたブック" => "配布した様式",
    }

    /// More sheets than the limit.
    TooManySheets { found: String, allowed: String } = "F116" Error {
        title: "シートが多すぎる" / "Too many sheets",
        message: "シートが{found}枚以上あります(上限{allowed}枚)。" / "The workbook has {found} or more sheets (limit {allowed}).",
        hint: "調査票でないシートを取り除き、保存し直してください。" / "Remove the sheets that are not of the form, and save again.",
        why: "調査票のブックは、表紙と記入要領と、プログラムごとに1枚です。",
        example: "過去の資料のシートを入れたままのブック" => "調査票だけのブック",
    }

    /// More cells with content than the limit.
    TooManyCells { found: String, allowed: String } = "F117" Error {
        title: "セルが多すぎる" / "Too many cells",
        message: "書き込まれたセルが{found}個以上あります(上限{allowed}個)。" / "The workbook has {found} or more cells with content (limit {allowed}).",
        hint: "Excelで開き、使っていないシートや範囲、貼り付けた画像を取り除いて保存し直してください。配布した様式に書き直しても直ります。" / "Remove unused sheets, ranges and pictures and save again, or use the form that was handed out.",
        why: "セルの数は、読み取りにかかる時間とメモリーを決めます。",
        example: "名簿を丸ごと貼った票" => "名簿を取り除いた票",
    }

    /// Wider used areas than the limit.
    AreaTooWide { found: String, allowed: String } = "F118" Error {
        title: "使っている範囲が広すぎる" / "Used area too wide",
        message: "使っている範囲が合わせて{found}セル以上あります(上限{allowed}セル)。" / "The used areas have {found} or more cells (limit {allowed}).",
        hint: "遠くの行や列に書いた文字や書式を消すか、.xlsx で保存し直してください。" / "Clear far rows and columns, or save as .xlsx.",
        why: ".xls と .ods は、書き込まれた端から端までを一面として読みます。遠くの1セルだけで、範囲は広大になります。",
        example: "A1とXFD1000000に書いた .ods" => "遠くのセルを消したファイル",
    }

    /// More text in a cell than the limit.
    TextTooLongForCell { found: String, allowed: String } = "F119" Error {
        title: "1セルの文字が多すぎる" / "Too many characters in a cell",
        message: "一つのセルに{found}字以上あります(上限{allowed}字)。" / "A cell has {found} or more characters (limit {allowed}).",
        hint: "長い文は別の資料にして、要点だけを書いてください。" / "Keep to the essentials and move long texts to another paper.",
        why: "Excelの1セルの上限は32,767字です。それを超えるものは、Excelで書いたものではありません。",
        example: "別のソフトで書き込んだ4万字のセル" => "要点をまとめた文",
    }

    /// More text in all than the limit.
    TooMuchText { found: String, allowed: String } = "F120" Error {
        title: "文字が全体で多すぎる" / "Too much text",
        message: "文字と式が合わせて{found}バイト以上あります(上限{allowed}バイト)。" / "Texts and formulas have {found} or more bytes (limit {allowed}).",
        hint: "Excelで開き、使っていないシートや範囲、貼り付けた画像を取り除いて保存し直してください。配布した様式に書き直しても直ります。" / "Remove unused sheets, ranges and pictures and save again, or use the form that was handed out.",
        why: "同じ長い文を何千ものセルから指すと、小さなファイルが巨大な文字に膨らみます。",
        example: "長い文を数千のセルに写した票" => "写しを消した票",
    }

    /// Deeper XML than the limit.
    NestedTooDeeply { found: String, allowed: String } = "F121" Error {
        title: "内部の入れ子が深すぎる" / "Nested too deeply",
        message: "内部の入れ子が{found}段以上あります(上限{allowed}段)。" / "The XML is nested {found} or more levels deep (limit {allowed}).",
        hint: "配布した様式を開き、答えだけを写して(値の貼り付け)提出してください。" / "Open the form that was handed out and paste the answers into it as values.",
        why: "ふつうのブックは10段ほどです。深い入れ子は、読む側を止めるために作られます。",
        example: "作り物のファイル" => "Excelで保存し直したファイル",
    }

    /// More merged areas than the limit.
    TooManyMerges { found: String, allowed: String } = "F122" Error {
        title: "セルの結合が多すぎる" / "Too many merged areas",
        message: "一枚のシートにセルの結合が{found}か所以上あります(上限{allowed}か所)。" / "A sheet has {found} or more merged areas (limit {allowed}).",
        hint: "配布した様式を開き、答えだけを写して(値の貼り付け)提出してください。" / "Open the form that was handed out and paste the answers into it as values.",
        why: "結合の一つ一つを調べるため、数が多いと読み取りが終わりません。",
        example: "結合だらけの表を貼ったシート" => "シートを取り除いた票",
    }

    /// More defined names than the limit.
    TooManyNames { found: String, allowed: String } = "F123" Error {
        title: "名前の定義が多すぎる" / "Too many defined names",
        message: "名前の定義が{found}個以上あります(上限{allowed}個)。" / "The workbook has {found} or more defined names (limit {allowed}).",
        hint: "配布した様式を開き、答えだけを写して(値の貼り付け)提出してください。" / "Open the form that was handed out and paste the answers into it as values.",
        why: "ほかのブックからのコピーを重ねると、使われない名前が際限なく増えることがあります。",
        example: "シートのコピーを長年重ねたブック" => "配布した様式",
    }
}
