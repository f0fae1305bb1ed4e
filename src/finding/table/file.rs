//! Family F: the file as a whole.

use serde::{Deserialize, Serialize};

use crate::finding::say::Wording;

family! {
    /// The file as a whole (F).
    #[derive(Serialize, Deserialize)]
    FileFault(value)

    /// Not a workbook at all.
    NotAWorkbook { what: Wording, remedy: Wording } = "F101" Error {
        title: "Excelのファイルではない" / "Not a workbook",
        message: "Excelのファイルとして開けません({what})。" / "The file is not a workbook ({what}).",
        hint: "Excelの調査票(*.xlsx)に記入したものを提出してください。{remedy}" / "Submit the form as an Excel workbook (*.xlsx). {remedy}",
        why: "拡張子だけを .xlsx に変えたファイルや、別の文書が紛れたものは、中身を読めません。読めないまま集計すると、その課の報告が抜け落ちます。",
        example: "報告.txt の名前を 報告.xlsx に変えた" => "Excelから .xlsx で保存した",
    }

    /// Password-protected.
    Encrypted = "F102" Error {
        title: "パスワードで保護されている" / "Password-protected",
        message: "ファイルにパスワードがかかっていて開けません。" / "The workbook is protected by a password and cannot be opened.",
        hint: "Excelの「ファイル」→「情報」→「ブックの保護」で「パスワードを使用して暗号化」を空にし、保存し直してください。" / "Remove the password to open (File, Info, Protect Workbook) and save again.",
        why: "パスワードの付いたファイルは、担当者が1件ずつ開けなければ集計に入りません。",
        example: "パスワードをかけて提出した" => "パスワードを外して保存し、提出した",
    }

    /// Truncated or broken.
    Damaged { what: Wording } = "F103" Error {
        title: "ファイルが壊れている" / "Damaged file",
        message: "ファイルが壊れているか、途中で切れています({what})。" / "The file is damaged or truncated ({what}).",
        hint: "元のファイルをExcelで開いて保存し直し、もう一度提出してください。メールやコピーの途中で切れた可能性があります。" / "Open the original in Excel, save it again and resubmit; it may have been cut off in transfer.",
        why: "壊れたファイルから読めた一部だけを集計すると、残りが失われたことに誰も気付きません。",
        example: "途中で切れたファイル" => "元のファイルから保存し直したもの",
    }

    /// Nothing in it.
    EmptyFile { what: Wording } = "F104" Error {
        title: "中身のないファイル" / "Empty file",
        message: "ファイルに何も入っていません({what})。" / "There is nothing in the file ({what}).",
        hint: "記入したファイルかどうかを確かめ、提出し直してください。" / "Check that this is the file that was filled in, and resubmit.",
        why: "空のファイルは、保存や送付の失敗で生じます。提出したつもりの課は気付きません。",
        example: "0バイトの 見本課.xlsx" => "記入して保存した 見本課.xlsx",
    }

    /// Not looked at on purpose.
    Skipped { what: Wording, remedy: Wording } = "F106" Info {
        title: "対象外のファイル" / "File skipped",
        message: "読み取りの対象にしませんでした({what})。" / "The file was not read ({what}).",
        hint: "調査票でなければ、そのままで構いません。{remedy}" / "If it is no form, it may stay. {remedy}",
        why: "Excelが作る一時ファイル(~$で始まるもの)や隠しファイルは調査票ではありません。見落としを防ぐため一覧に残します。圧縮ファイルやPDFなど、答えが入っているかもしれないものは警告にします。",
        example: "~$見本課.xlsx" => "(そのままで構いません)",
    }

    /// The disk refused.
    CannotRead { what: Wording } = "F107" Error {
        title: "ファイルを読み出せない" / "Cannot be read from disk",
        message: "ファイルを読み出せませんでした({what})。" / "The file could not be read from disk ({what}).",
        hint: "ほかの人がExcelで開いていないか、閲覧の権限があるかを確かめてください。" / "Check that nobody has it open in Excel and that you may read it.",
        why: "Windowsでは、Excelで開いているファイルをほかのプログラムが読めないことがあります。",
        example: "Excelで開いたまま実行した" => "閉じてから実行した",
    }

    /// Something unusual in the workbook.
    OddWorkbook { what: Wording } = "F108" Info {
        title: "ふつうと違う点のあるブック" / "Unusual workbook",
        message: "ブックにふつうと違う点があります({what})。" / "There is something unusual in the workbook ({what}).",
        hint: "数値への影響がないかを確かめてください。" / "Check that no figure is affected.",
        why: "外部のファイルを参照する式や、マクロ、図形の中の文字は、集計に入りません。",
        example: "マクロの入ったブック" => "マクロを外して .xlsx で保存したもの",
    }

    /// A cell or sheet that the reader lost.
    LostPart { what: Wording } = "F109" Warning {
        title: "読めない部分のあるブック" / "Part of the workbook lost",
        message: "ブックの一部を読めませんでした({what})。" / "A part of the workbook could not be read ({what}).",
        hint: "Excelで開いて該当の部分を確かめ、保存し直して提出してください。" / "Open it in Excel, look at that part, save and resubmit.",
        why: "読めなかった部分に答えが書かれていると、報告から抜け落ちます。",
        example: "同じセルが二重に保存されたブック" => "Excelで開いて保存し直したもの",
    }
}
