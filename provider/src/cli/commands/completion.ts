import { Argument } from "commander";
import type { CommandDefinition } from "../command";

const after = `
For this shell alone:
  source <(cognito-user-import completion bash)

For every shell: put that line into ~/.bashrc. With zsh, put it after compinit into ~/.zshrc, with zsh for bash.
It completes the command where it is on the PATH (npm install --global pulumi-cognito-user-import), not behind npx.

Exit codes
  0  the script was printed
  2  wrong arguments
`;

/** `completion`: the script with which a shell completes the commands, their options and values. */
export const completion: CommandDefinition = {
    declare(command) {
        command
            .description("Prints the script with which a shell completes commands, options and their values.")
            .addArgument(new Argument("<SHELL>", "your shell").choices(["bash", "zsh"]))
            .addHelpText("after", after);
    },
    async run(command, { stdout }) {
        // With completion all commands are loaded.
        const parser = command.parent ?? command;
        const script =
            command.args[0] === "bash"
                ? (await import("../completion/bashScript")).bashScript(parser)
                : (await import("../completion/zshScript")).zshScript(parser);
        stdout.write(script);
        return 0;
    },
};
