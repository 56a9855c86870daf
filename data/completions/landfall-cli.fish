# Completion of landfall-cli in fish: verbs with what they do, their options, reports and wall charts, as the program itself lists them.

# What was typed, without options: the program, the verb, the rest.
function __landfall_cli_words
    commandline -opc | string match -v -- '-*'
end

# Lines “name  what it is  more”.
set -g __landfall_cli_line '^([a-z-]+) {2,}(\S.*?)( {2,}.*)?$'

function __landfall_cli_verbs
    LC_ALL=C.UTF-8 command landfall-cli help 2>/dev/null | string replace -rf $__landfall_cli_line '$1\t$2'
end

function __landfall_cli_names
    LC_ALL=C.UTF-8 command landfall-cli (__landfall_cli_words)[2] 2>/dev/null | sed 1d | string replace -rf $__landfall_cli_line '$1\t$2'
end

function __landfall_cli_options
    LC_ALL=C.UTF-8 command landfall-cli (__landfall_cli_words)[2] --help 2>/dev/null | string match -ar -- '--[a-z-]+'
end

complete -c landfall-cli -n 'test (count (__landfall_cli_words)) -eq 1' -f -a '(__landfall_cli_verbs)'
complete -c landfall-cli -n 'test (__landfall_cli_words)[-1] = help' -f -a '(__landfall_cli_verbs)'
complete -c landfall-cli -n 'contains -- (__landfall_cli_words)[-1] report wall' -f -a '(__landfall_cli_names)'
complete -c landfall-cli -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__landfall_cli_options)'
