# Completion of landfall-server in fish: its commands and options, as the program itself lists them.

function __landfall_server_commands
    set -l before (string join ' ' -- (commandline -opc | string match -v -- '-*')[2..] '')
    LC_ALL=C.UTF-8 command landfall-server --help 2>/dev/null | string replace -rf '.*OPTION…\] ' '' | string split ' | ' |
        string replace -rf -- '^'$before'([a-z-]+).*' '$1' | sort -u
end

function __landfall_server_options
    LC_ALL=C.UTF-8 command landfall-server --help 2>/dev/null | string replace -rf '^ +(--[a-z-]+=?)\S* +(.*)$' '$1\t$2'
end

complete -c landfall-server -n 'test (count (__landfall_server_commands)) -gt 0' -f -a '(__landfall_server_commands)'
complete -c landfall-server -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__landfall_server_options)'
