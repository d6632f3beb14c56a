import ts from "typescript";
import { readSource, sourceFiles } from "./sourceFiles";

/** The texts that one file holds for people, in their order; `<…>` stands for what is put in. */
export interface FileTexts {
    readonly path: string;
    readonly texts: readonly string[];
}

/** The sentences in the code below a folder: literals of two words or more that are not types, patterns or lists of words. */
export function textsOf(folder: string): FileTexts[] {
    return sourceFiles(folder)
        .sort((one, other) => (one < other ? -1 : 1))
        .map((path) => ({ path, texts: textsOfFile(path) }))
        .filter(({ texts }) => texts.length > 0);
}

function textsOfFile(path: string): string[] {
    const texts: string[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) {
            return;
        }
        const text = textOf(node);
        if (text === undefined) {
            ts.forEachChild(node, visit);
            return;
        }
        if (isSentence(text)) {
            texts.push(text);
        }
        // What is put in may choose between texts itself.
        for (const inner of insertedInto(node)) {
            visit(inner);
        }
    };
    visit(ts.createSourceFile(path, readSource(path), ts.ScriptTarget.ES2022, true));
    return texts;
}

/** The text of a literal, or of literals added up; `undefined` for any other code. */
function textOf(node: ts.Node): string | undefined {
    if (ts.isStringLiteralLike(node)) {
        return node.text;
    }
    if (ts.isTemplateExpression(node)) {
        const spans = node.templateSpans.map(({ expression, literal }) => `${inserted(expression)}${literal.text}`);
        return `${node.head.text}${spans.join("")}`;
    }
    if (isSum(node)) {
        const sides = [textOf(node.left), textOf(node.right)];
        const isText = sides.some((side) => side !== undefined);
        return isText ? `${sides[0] ?? inserted(node.left)}${sides[1] ?? inserted(node.right)}` : undefined;
    }
    return undefined;
}

function insertedInto(node: ts.Node): ts.Node[] {
    if (ts.isTemplateExpression(node)) {
        return node.templateSpans.map(({ expression }) => expression);
    }
    if (isSum(node)) {
        return [node.left, node.right].flatMap((side) => (textOf(side) === undefined ? [side] : insertedInto(side)));
    }
    return [];
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
    return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** Names speak for themselves, longer expressions do not. */
function inserted(expression: ts.Expression): string {
    const code = expression.getText();
    return /^[\w.]+$/.test(code) ? `<${code}>` : "<…>";
}

function isSentence(text: string): boolean {
    const isPattern = text.includes("(?");
    const isListOfWords = text.split(/\s+/).length > 9 && !/[,:;()<"]|\.(?:\s|$)/.test(text);
    return (
        !isPattern &&
        !isListOfWords &&
        /[A-Za-z]{2,}[,.:;)]? (\S* )*\S*[A-Za-z]{2,}/.test(text.replaceAll(/<[^>]*>/g, "x"))
    );
}
