import type { Command, Option } from "commander";
import { argumentsOf, type Completable, completedValueOf, firstLine, optionsOf } from "./completable";

/** The completion for zsh, with descriptions: to be sourced, or to be a file `_cognito-user-import` in `fpath`. */
export function zshScript(parser: Command): string {
    const name = parser.name();
    const of = `_${name.replaceAll("-", "_")}`;
    const commands = parser.commands.map((command) => quoted(`${command.name()}:${firstLine(command.summary())}`));
    return `#compdef ${name}
# Completion of ${name} for zsh. To load it: source <(${name} completion zsh)
${of}() {
    local -a commands
    commands=(
        ${[...commands, quoted("help:show the help of a command")].join("\n        ")}
    )
    if (( CURRENT == 2 )); then
        _describe -t commands command commands
        _arguments '--help[show the commands]' '--version[show the version]'
        return
    fi
    local command="$words[2]"
    shift words
    (( CURRENT-- ))
    case "$command" in
${parser.commands.map(commandCase).join("\n")}
        help) _describe -t commands command commands ;;
    esac
}
if [[ "\${funcstack[1]}" == "${of}" ]]; then
    ${of} "$@"
else
    compdef ${of} ${name}
fi
`;
}

function commandCase(command: Command): string {
    const specs = [...optionsOf(command).map(optionSpec), ...argumentSpecs(command)];
    return `        ${command.name()})
            _arguments -s \\
                ${specs.map(quoted).join(" \\\n                ")}
            ;;`;
}

function optionSpec(option: Option): string {
    const description = `[${firstLine(option.description).replace(/[[\]]/g, "\\$&")}]`;
    const value = completedValueOf(option);
    // An option may be repeated where its parser collects.
    const repeated = option.argChoices === undefined && option.parseArg?.length === 2 ? "*" : "";
    return value === undefined
        ? `${option.long}${description}`
        : `${repeated}${option.long}=${description}:${placeholder(option.flags)}:${actionOf(value)}`;
}

function argumentSpecs(command: Command): string[] {
    return command.registeredArguments.map(
        (argument) => `${argument.variadic ? "*" : "1"}:${argument.name()}:${actionOf(argumentsOf(command))}`,
    );
}

function actionOf(value: Completable): string {
    return value === "files" ? "_files" : value === "nothing" ? " " : `(${value.values.join(" ")})`;
}

function placeholder(flags: string): string {
    return /<(.+)>/.exec(flags)?.[1] ?? "value";
}

function quoted(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
