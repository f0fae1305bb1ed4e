# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_matome_global_optspecs
    string join \n lang= q/quiet v/verbose plan= h/help V/version
end

function __fish_matome_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_matome_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_matome_using_subcommand
    set -l cmd (__fish_matome_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c matome -n "__fish_matome_needs_command" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_needs_command" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_needs_command" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_needs_command" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_needs_command" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_needs_command" -s V -l version -d 'プログラムの版を表示する'
complete -c matome -n "__fish_matome_needs_command" -f -a "init" -d '作業用のフォルダーを新しく作る'
complete -c matome -n "__fish_matome_needs_command" -f -a "template" -d '各課に配る調査票を作る'
complete -c matome -n "__fish_matome_needs_command" -f -a "check" -d '提出された調査票を検査する(集計はしない)'
complete -c matome -n "__fish_matome_needs_command" -f -a "build" -d '検査・集計して報告書を作る(主な仕事)'
complete -c matome -n "__fish_matome_needs_command" -f -a "publish" -d '公表用のファイル(ページとオープンデータ)を作る'
complete -c matome -n "__fish_matome_needs_command" -f -a "lint-open-data" -d 'フォルダーのデータを、機械可読性の30のルールで採点する'
complete -c matome -n "__fish_matome_needs_command" -f -a "review" -d '中間見直しの提案を示し、改めた計画を書く'
complete -c matome -n "__fish_matome_needs_command" -f -a "explain" -d '指摘の番号の意味と直し方を説明する'
complete -c matome -n "__fish_matome_needs_command" -f -a "read-value" -d '一つのセルの書き方が、どう読まれるかを示す'
complete -c matome -n "__fish_matome_needs_command" -f -a "sample" -d '研修や試しに使う、見本の提出ファイルを作る'
complete -c matome -n "__fish_matome_needs_command" -f -a "schema" -d 'plan.toml・form.toml の書き方の定義(JSON Schema)を出力する'
complete -c matome -n "__fish_matome_needs_command" -f -a "form" -d '今ある様式を読むための form.toml を下書きし、試す'
complete -c matome -n "__fish_matome_needs_command" -f -a "help" -d 'コマンドの使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand init" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand init" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand init" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand init" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand init" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand template" -l round -d '回次 (例: 2022、R4、2022-H1)' -r
complete -c matome -n "__fish_matome_using_subcommand template" -l division -d 'この課の調査票だけを作る(繰り返し指定できる)' -r
complete -c matome -n "__fish_matome_using_subcommand template" -l out -d '書き出すフォルダー (指定しなければ output/回次/様式)' -r -F
complete -c matome -n "__fish_matome_using_subcommand template" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand template" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand template" -l no-cache -d '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す'
complete -c matome -n "__fish_matome_using_subcommand template" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand template" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand template" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand check" -l round -d '回次 (指定しなければ、いちばん新しい回次)' -r
complete -c matome -n "__fish_matome_using_subcommand check" -l format -d '結果の形式 (text、json、sarif、junit、csv。指定しなければ text)' -r -f -a "text\t'画面で読む文章'
json\t'読んだ値と指摘のすべて'
sarif\t'SARIF 2.1.0'
junit\t'JUnit XML'
csv\t'data/findings.csv と同じ表'"
complete -c matome -n "__fish_matome_using_subcommand check" -l returns -d '直すところを書き入れた調査票(差戻し)を、このフォルダーに作る' -r -F
complete -c matome -n "__fish_matome_using_subcommand check" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand check" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand check" -l with-warnings -d '確認の指摘だけの課にも差戻しを作る'
complete -c matome -n "__fish_matome_using_subcommand check" -l no-cache -d '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す'
complete -c matome -n "__fish_matome_using_subcommand check" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand check" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand check" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand build" -l round -d '回次 (指定しなければ、いちばん新しい回次)' -r
complete -c matome -n "__fish_matome_using_subcommand build" -l input -d '提出ファイルのフォルダー (指定しなければ input)' -r -F
complete -c matome -n "__fish_matome_using_subcommand build" -l out -d '書き出すフォルダー (指定しなければ output)' -r -F
complete -c matome -n "__fish_matome_using_subcommand build" -l paper -d '会議の資料のうち、どれを作るか (committee、hq。指定しなければ committee)' -r -f -a "committee\t'委員会資料だけ'
hq\t'委員会資料と、本部資料(庁内限り。記入者・ファイル・指摘の件数も載る)'"
complete -c matome -n "__fish_matome_using_subcommand build" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand build" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand build" -l strict -d '要修正の指摘や未提出、桁や単位を確認中の値があれば、終了コードを1にする'
complete -c matome -n "__fish_matome_using_subcommand build" -l no-cache -d '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す'
complete -c matome -n "__fish_matome_using_subcommand build" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand build" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand build" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand publish" -l round -d '回次 (指定しなければ、いちばん新しい回次)' -r
complete -c matome -n "__fish_matome_using_subcommand publish" -l input -d '提出ファイルのフォルダー (指定しなければ input)' -r -F
complete -c matome -n "__fish_matome_using_subcommand publish" -l out -d '書き出すフォルダー (指定しなければ output)。その中の 回次/公表 に作る' -r -F
complete -c matome -n "__fish_matome_using_subcommand publish" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand publish" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand publish" -l provisional -d '未提出や要修正の指摘、確認中の値が残っていても、暫定として作る'
complete -c matome -n "__fish_matome_using_subcommand publish" -l check -d '公表の前の確認だけをして、何も書き出さない'
complete -c matome -n "__fish_matome_using_subcommand publish" -l texts-checked -d '人の名前などに見えるところを確かめたので、そのまま公表する'
complete -c matome -n "__fish_matome_using_subcommand publish" -l cp932 -d 'CSV を Shift_JIS(CP932)でも作る'
complete -c matome -n "__fish_matome_using_subcommand publish" -l no-cache -d '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す'
complete -c matome -n "__fish_matome_using_subcommand publish" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand publish" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand publish" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand lint-open-data" -l format -d '結果の形式 (text、json。指定しなければ text)' -r -f -a "text\t'画面で読む文章'
json\t'採点と違反の場所の JSON'"
complete -c matome -n "__fish_matome_using_subcommand lint-open-data" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand lint-open-data" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand lint-open-data" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand lint-open-data" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand lint-open-data" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand review" -l round -d '回次 (指定しなければ、計画の中間見直しの回次)' -r
complete -c matome -n "__fish_matome_using_subcommand review" -l input -d '提出ファイルのフォルダー (指定しなければ input)' -r -F
complete -c matome -n "__fish_matome_using_subcommand review" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand review" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand review" -l apply -d '提出された内容による改訂を、plan.toml の終わりに書き足す'
complete -c matome -n "__fish_matome_using_subcommand review" -l no-cache -d '前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す'
complete -c matome -n "__fish_matome_using_subcommand review" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand review" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand review" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand explain" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand explain" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand explain" -l markdown -d 'すべての指摘を、手引き(docs/findings.md)の形で表示する'
complete -c matome -n "__fish_matome_using_subcommand explain" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand explain" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand explain" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand read-value" -l as -d '欄の種類 (number、money、text、choice、date、fiscal-year)' -r -f -a "number\t'数'
money\t'金額'
text\t'文'
choice\t'選択肢'
date\t'日付'
fiscal-year\t'年度'"
complete -c matome -n "__fish_matome_using_subcommand read-value" -l unit -d '欄の単位 (数は % や 件 など、金額は 円・千円・万円・百万円・億円)' -r
complete -c matome -n "__fish_matome_using_subcommand read-value" -l list -d '選択肢の一覧 (form.toml の choices の id、または rating、not_rated)' -r
complete -c matome -n "__fish_matome_using_subcommand read-value" -l round -d '回次 (日付や進捗区分の読み方に使う)' -r
complete -c matome -n "__fish_matome_using_subcommand read-value" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand read-value" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand read-value" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand read-value" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand read-value" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand sample" -l out -d '書き出すフォルダー' -r -F
complete -c matome -n "__fish_matome_using_subcommand sample" -l round -d '回次 (繰り返し指定できる。指定しなければ、中間見直しの回次まで)' -r
complete -c matome -n "__fish_matome_using_subcommand sample" -l municipalities -d '作る市の数 (2以上では市ごとのフォルダーに分ける) (指定しなければ 1)' -r
complete -c matome -n "__fish_matome_using_subcommand sample" -l seed -d '乱数の種。同じ種からは同じファイルができる (指定しなければ 1)' -r
complete -c matome -n "__fish_matome_using_subcommand sample" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand sample" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand sample" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand sample" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand sample" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand schema" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand schema" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand schema" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand schema" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand schema" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -f -a "draft" -d '今ある様式のファイルから、form.toml の下書きを作る'
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -f -a "try" -d 'form.toml で、ファイルのどこから何が読まれるかを示す'
complete -c matome -n "__fish_matome_using_subcommand form; and not __fish_seen_subcommand_from draft try help" -f -a "help" -d 'コマンドの使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from draft" -l out -d '書き出すファイル (指定しなければ画面に出す)' -r -F
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from draft" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from draft" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from draft" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from draft" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from draft" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -l round -d '回次 (指定しなければ、計画の最初の回次)' -r
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -l format -d '結果の形式 (text、json。指定しなければ text)' -r -f -a "text\t'画面で読む文章'
json\t'欄ごとの JSON'"
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -l lang -d '画面に出す言葉 (ja、en。指定しなければ ja)' -r -f -a "ja\t'日本語'
en\t'英語'"
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -l plan -d '使う計画の名前 (schemas/ の下のフォルダー名)' -r
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -s q -l quiet -d '結果のほかは何も表示しない'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -s v -l verbose -d '途中の様子をくわしく表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from try" -s h -l help -d '使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from help" -f -a "draft" -d '今ある様式のファイルから、form.toml の下書きを作る'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from help" -f -a "try" -d 'form.toml で、ファイルのどこから何が読まれるかを示す'
complete -c matome -n "__fish_matome_using_subcommand form; and __fish_seen_subcommand_from help" -f -a "help" -d 'コマンドの使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "init" -d '作業用のフォルダーを新しく作る'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "template" -d '各課に配る調査票を作る'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "check" -d '提出された調査票を検査する(集計はしない)'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "build" -d '検査・集計して報告書を作る(主な仕事)'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "publish" -d '公表用のファイル(ページとオープンデータ)を作る'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "lint-open-data" -d 'フォルダーのデータを、機械可読性の30のルールで採点する'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "review" -d '中間見直しの提案を示し、改めた計画を書く'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "explain" -d '指摘の番号の意味と直し方を説明する'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "read-value" -d '一つのセルの書き方が、どう読まれるかを示す'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "sample" -d '研修や試しに使う、見本の提出ファイルを作る'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "schema" -d 'plan.toml・form.toml の書き方の定義(JSON Schema)を出力する'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "form" -d '今ある様式を読むための form.toml を下書きし、試す'
complete -c matome -n "__fish_matome_using_subcommand help; and not __fish_seen_subcommand_from init template check build publish lint-open-data review explain read-value sample schema form help" -f -a "help" -d 'コマンドの使い方を表示する'
complete -c matome -n "__fish_matome_using_subcommand help; and __fish_seen_subcommand_from form" -f -a "draft" -d '今ある様式のファイルから、form.toml の下書きを作る'
complete -c matome -n "__fish_matome_using_subcommand help; and __fish_seen_subcommand_from form" -f -a "try" -d 'form.toml で、ファイルのどこから何が読まれるかを示す'
