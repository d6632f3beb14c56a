import type { Command } from "commander";
import { argumentsOf, type Completable, completedValueOf, optionsOf } from "./completable";

/** The completion for bash, 3.2 (of macOS) included. Where it has no words of its own, bash completes files. */
export function bashScript(parser: Command): string {
    const name = parser.name();
    const commands = parser.commands.map((command) => command.name());
    return `# Completion of ${name} for bash. To load it: source <(${name} completion bash)
_${functionOf(name)}() {
    local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
    # bash takes --option=value apart.
    if [ "$current" = "=" ]; then
        current=""
    elif [ "$previous" = "=" ]; then
        previous="\${COMP_WORDS[COMP_CWORD-2]}"
    fi
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="${[...commands, "help", "--help", "--version"].join(" ")}"
        COMPREPLY=($(compgen -W "$words" -- "$current"))
        return
    fi
    case "\${COMP_WORDS[1]} $previous" in
${parser.commands.flatMap(valueCases).join("\n")}
    esac
    case "\${COMP_WORDS[1]} $current" in
${parser.commands.map(optionCase).join("\n")}
${parser.commands.map((command) => argumentCase(command)).join("\n")}
        "help "*) words="${commands.join(" ")}" ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _${functionOf(name)} ${name}
`;
}

function valueCases(command: Command): string[] {
    return optionsOf(command).flatMap((option) => {
        const value = completedValueOf(option);
        return value === undefined
            ? []
            : [`        "${command.name()} ${option.long}") ${completeWith(value)}; return ;;`];
    });
}

function optionCase(command: Command): string {
    const flags = optionsOf(command).flatMap(({ long }) => long ?? []);
    return `        "${command.name()} -"*) words="${flags.join(" ")}" ;;`;
}

function argumentCase(command: Command): string {
    return `        "${command.name()} "*) ${completeWith(argumentsOf(command))}; return ;;`;
}

function completeWith(value: Completable): string {
    switch (value) {
        case "files":
            return ":";
        case "nothing":
            // Not in bash 3.2, where files are offered.
            return "compopt +o default +o bashdefault 2>/dev/null";
        default:
            return `COMPREPLY=($(compgen -W "${value.values.join(" ")}" -- "$current"))`;
    }
}

function functionOf(name: string): string {
    return name.replaceAll("-", "_");
}
