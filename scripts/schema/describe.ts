const documents = "https://github.com/pulumi-cognito-user-import/pulumi-cognito-user-import/blob/main/docs";

/** Words of Node programs, and those that hold in every language. */
const words: readonly (readonly [RegExp, string])[] = [
    [/\{@link ([\w.]+) ?\}/g, "`$1`"],
    [/`undefined`/g, "not set"],
    [/the stack's `aws:` config/g, "the provider's configuration"],
    [/\bdocs\/(\w+\.md)/g, `${documents}/$1`],
    [/\s*\n(?!\n)\s*/g, " "],
];

/** A docstring as the description of a schema: a paragraph a line, in words that hold in every language. */
export function describe(text: string): { readonly description?: string } {
    const paragraphs = text
        .split(/\n\n+/)
        .map((paragraph) =>
            words.reduce((changed, [pattern, word]) => changed.replaceAll(pattern, word), paragraph).trim(),
        );
    const description = paragraphs.join("\n\n");
    return description === "" ? {} : { description };
}
