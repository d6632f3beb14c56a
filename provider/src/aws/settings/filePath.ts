import { homedir } from "node:os";

/** A path as the AWS plugin reads it: with environment variables (`$HOME`, `${HOME}`), and `~` for the home folder. */
export function filePath(text: string): string {
    const named = text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, plain: string) => {
        return process.env[braced ?? plain] ?? "";
    });
    return named.replace(/^~(?=$|[/\\])/, () => homedir());
}
