
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'matome' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'matome'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'matome' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'プログラムの版を表示する')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'プログラムの版を表示する')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, '作業用のフォルダーを新しく作る')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, '各課に配る調査票を作る')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, '提出された調査票を検査する(集計はしない)')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, '検査・集計して報告書を作る(主な仕事)')
            [CompletionResult]::new('publish', 'publish', [CompletionResultType]::ParameterValue, '公表用のファイル(ページとオープンデータ)を作る')
            [CompletionResult]::new('lint-open-data', 'lint-open-data', [CompletionResultType]::ParameterValue, 'フォルダーのデータを、機械可読性の30のルールで採点する')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, '中間見直しの提案を示し、改めた計画を書く')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, '指摘の番号の意味と直し方を説明する')
            [CompletionResult]::new('read-value', 'read-value', [CompletionResultType]::ParameterValue, '一つのセルの書き方が、どう読まれるかを示す')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, '研修や試しに使う、見本の提出ファイルを作る')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'plan.toml・form.toml の書き方の定義(JSON Schema)を出力する')
            [CompletionResult]::new('form', 'form', [CompletionResultType]::ParameterValue, '今ある様式を読むための form.toml を下書きし、試す')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'コマンドの使い方を表示する')
            break
        }
        'matome;init' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;template' {
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (例: 2022、R4、2022-H1)')
            [CompletionResult]::new('--division', '--division', [CompletionResultType]::ParameterName, 'この課の調査票だけを作る(繰り返し指定できる)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, '書き出すフォルダー (指定しなければ output/回次/様式)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;check' {
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (指定しなければ、いちばん新しい回次)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '結果の形式 (text、json、sarif、junit、csv。指定しなければ text)')
            [CompletionResult]::new('--returns', '--returns', [CompletionResultType]::ParameterName, '直すところを書き入れた調査票(差戻し)を、このフォルダーに作る')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('--with-warnings', '--with-warnings', [CompletionResultType]::ParameterName, '確認の指摘だけの課にも差戻しを作る')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;build' {
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (指定しなければ、いちばん新しい回次)')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, '提出ファイルのフォルダー (指定しなければ input)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, '書き出すフォルダー (指定しなければ output)')
            [CompletionResult]::new('--paper', '--paper', [CompletionResultType]::ParameterName, '会議の資料のうち、どれを作るか (committee、hq。指定しなければ committee)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, '要修正の指摘や未提出、桁や単位を確認中の値があれば、終了コードを1にする')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;publish' {
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (指定しなければ、いちばん新しい回次)')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, '提出ファイルのフォルダー (指定しなければ input)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, '書き出すフォルダー (指定しなければ output)。その中の 回次/公表 に作る')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('--provisional', '--provisional', [CompletionResultType]::ParameterName, '未提出や要修正の指摘、確認中の値が残っていても、暫定として作る')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, '公表の前の確認だけをして、何も書き出さない')
            [CompletionResult]::new('--texts-checked', '--texts-checked', [CompletionResultType]::ParameterName, '人の名前などに見えるところを確かめたので、そのまま公表する')
            [CompletionResult]::new('--cp932', '--cp932', [CompletionResultType]::ParameterName, 'CSV を Shift_JIS(CP932)でも作る')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;lint-open-data' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '結果の形式 (text、json。指定しなければ text)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;review' {
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (指定しなければ、計画の中間見直しの回次)')
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, '提出ファイルのフォルダー (指定しなければ input)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, '提出された内容による改訂を、plan.toml の終わりに書き足す')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;explain' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('--markdown', '--markdown', [CompletionResultType]::ParameterName, 'すべての指摘を、手引き(docs/findings.md)の形で表示する')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;read-value' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, '欄の種類 (number、money、text、choice、date、fiscal-year)')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, '欄の単位 (数は % や 件 など、金額は 円・千円・万円・百万円・億円)')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, '選択肢の一覧 (form.toml の choices の id、または rating、not_rated)')
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (日付や進捗区分の読み方に使う)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;sample' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, '書き出すフォルダー')
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (繰り返し指定できる。指定しなければ、中間見直しの回次まで)')
            [CompletionResult]::new('--municipalities', '--municipalities', [CompletionResultType]::ParameterName, '作る市の数 (2以上では市ごとのフォルダーに分ける) (指定しなければ 1)')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, '乱数の種。同じ種からは同じファイルができる (指定しなければ 1)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;schema' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;form' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('draft', 'draft', [CompletionResultType]::ParameterValue, '今ある様式のファイルから、form.toml の下書きを作る')
            [CompletionResult]::new('try', 'try', [CompletionResultType]::ParameterValue, 'form.toml で、ファイルのどこから何が読まれるかを示す')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'コマンドの使い方を表示する')
            break
        }
        'matome;form;draft' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, '書き出すファイル (指定しなければ画面に出す)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;form;try' {
            [CompletionResult]::new('--round', '--round', [CompletionResultType]::ParameterName, '回次 (指定しなければ、計画の最初の回次)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '結果の形式 (text、json。指定しなければ text)')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '画面に出す言葉 (ja、en。指定しなければ ja)')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, '使う計画の名前 (schemas/ の下のフォルダー名)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, '結果のほかは何も表示しない')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '途中の様子をくわしく表示する')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '使い方を表示する')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '使い方を表示する')
            break
        }
        'matome;form;help' {
            [CompletionResult]::new('draft', 'draft', [CompletionResultType]::ParameterValue, '今ある様式のファイルから、form.toml の下書きを作る')
            [CompletionResult]::new('try', 'try', [CompletionResultType]::ParameterValue, 'form.toml で、ファイルのどこから何が読まれるかを示す')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'コマンドの使い方を表示する')
            break
        }
        'matome;form;help;draft' {
            break
        }
        'matome;form;help;try' {
            break
        }
        'matome;form;help;help' {
            break
        }
        'matome;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, '作業用のフォルダーを新しく作る')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, '各課に配る調査票を作る')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, '提出された調査票を検査する(集計はしない)')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, '検査・集計して報告書を作る(主な仕事)')
            [CompletionResult]::new('publish', 'publish', [CompletionResultType]::ParameterValue, '公表用のファイル(ページとオープンデータ)を作る')
            [CompletionResult]::new('lint-open-data', 'lint-open-data', [CompletionResultType]::ParameterValue, 'フォルダーのデータを、機械可読性の30のルールで採点する')
            [CompletionResult]::new('review', 'review', [CompletionResultType]::ParameterValue, '中間見直しの提案を示し、改めた計画を書く')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, '指摘の番号の意味と直し方を説明する')
            [CompletionResult]::new('read-value', 'read-value', [CompletionResultType]::ParameterValue, '一つのセルの書き方が、どう読まれるかを示す')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, '研修や試しに使う、見本の提出ファイルを作る')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'plan.toml・form.toml の書き方の定義(JSON Schema)を出力する')
            [CompletionResult]::new('form', 'form', [CompletionResultType]::ParameterValue, '今ある様式を読むための form.toml を下書きし、試す')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'コマンドの使い方を表示する')
            break
        }
        'matome;help;init' {
            break
        }
        'matome;help;template' {
            break
        }
        'matome;help;check' {
            break
        }
        'matome;help;build' {
            break
        }
        'matome;help;publish' {
            break
        }
        'matome;help;lint-open-data' {
            break
        }
        'matome;help;review' {
            break
        }
        'matome;help;explain' {
            break
        }
        'matome;help;read-value' {
            break
        }
        'matome;help;sample' {
            break
        }
        'matome;help;schema' {
            break
        }
        'matome;help;form' {
            [CompletionResult]::new('draft', 'draft', [CompletionResultType]::ParameterValue, '今ある様式のファイルから、form.toml の下書きを作る')
            [CompletionResult]::new('try', 'try', [CompletionResultType]::ParameterValue, 'form.toml で、ファイルのどこから何が読まれるかを示す')
            break
        }
        'matome;help;form;draft' {
            break
        }
        'matome;help;form;try' {
            break
        }
        'matome;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
