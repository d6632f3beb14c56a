import ts from "typescript";
import { readSource } from "./sourceFiles";

/** The texts that one file holds for people, each once, in their order. */
export interface FileTexts {
    readonly path: string;
    readonly texts: readonly string[];
}

/** Words that a sentence has, and a list of words does not. */
const smallWords = /\b(?:a|an|and|as|at|by|for|from|in|is|it|of|on|or|the|this|to|was|were|who|with)\b/i;

/**
 * The sentences in the code of these files: literals of two words or more that are not types, patterns, code or lists of
 * words. `<name>` is what is put in, `{one|other}` a choice. A piece that one sentence takes is shown inside that sentence.
 */
export function textsOf(paths: readonly string[]): FileTexts[] {
    return [...paths]
        .sort((one, other) => (one < other ? -1 : 1))
        .map((path) => ({ path, texts: textsOfFile(path) }))
        .filter(({ texts }) => texts.length > 0);
}

function textsOfFile(path: string): string[] {
    const texts = new Set<string>();
    const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || (ts.isVariableDeclaration(node) && isPiece(node))) {
            return;
        }
        const text = textOf(node);
        if (text === undefined) {
            ts.forEachChild(node, visit);
            return;
        }
        if (isSentence(text.shown)) {
            texts.add(text.shown);
        }
        // What is put in may hold texts itself.
        text.hidden.forEach(visit);
    };
    visit(ts.createSourceFile(path, readSource(path), ts.ScriptTarget.ES2022, true));
    return [...texts];
}

/** A text as it is listed, and the expressions in it of which only the name is shown. */
interface Text {
    readonly shown: string;
    readonly hidden: readonly ts.Node[];
}

const plain = (shown: string): Text => ({ shown, hidden: [] });

function concat(texts: readonly Text[]): Text {
    return { shown: texts.map(({ shown }) => shown).join(""), hidden: texts.flatMap(({ hidden }) => hidden) };
}

/** The text of a literal, or of literals added up; `undefined` for any other code. */
function textOf(node: ts.Node): Text | undefined {
    if (ts.isStringLiteralLike(node)) {
        return plain(node.text);
    }
    if (ts.isTemplateExpression(node)) {
        const spans = node.templateSpans.flatMap(({ expression, literal }) => [
            inserted(expression),
            plain(literal.text),
        ]);
        return concat([plain(node.head.text), ...spans]);
    }
    if (ts.isParenthesizedExpression(node)) {
        return textOf(node.expression);
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "configName") {
        // They are listed as dynamic resources have them.
        return concat([plain("aws:"), ...node.arguments.map(inserted)]);
    }
    if (isSum(node) && (textOf(node.left) !== undefined || textOf(node.right) !== undefined)) {
        return concat([inserted(node.left), inserted(node.right)]);
    }
    return undefined;
}

/** An expression inside a sentence: its text if it has one, else its name. */
function inserted(node: ts.Expression): Text {
    const expression = ts.isParenthesizedExpression(node) ? node.expression : node;
    const options = optionsOf(expression);
    if (options !== undefined) {
        const texts = options.map(inserted);
        const hasText = texts.some(({ shown }) => shown === "" || !/^<[^>]*>$/.test(shown));
        return hasText
            ? { ...concat(texts), shown: `{${texts.map(({ shown }) => shown.replace(/^\{(.*)\}$/, "$1")).join("|")}}` }
            : named(expression);
    }
    const piece = ts.isIdentifier(expression) ? pieceOf(expression) : undefined;
    return textOf(expression) ?? (piece === undefined ? named(expression) : inserted(piece));
}

/** What a choice chooses between. */
function optionsOf(node: ts.Expression): readonly ts.Expression[] | undefined {
    if (ts.isConditionalExpression(node)) {
        return [node.whenTrue, node.whenFalse];
    }
    const isDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    return isDefault ? [node.left, node.right] : undefined;
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
    return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** A name in the place of a value: `<jobId>` for `job.jobId`, `<users>` for `countOf(users, "user")`. */
function named(node: ts.Expression): Text {
    if (ts.isIdentifier(node)) {
        return plain(`<${node.text}>`);
    }
    if (ts.isPropertyAccessExpression(node)) {
        return plain(`<${node.name.text}>`);
    }
    return { shown: `<${nameOfCall(node) ?? "…"}>`, hidden: [node] };
}

function nameOfCall(node: ts.Expression): string | undefined {
    if (!ts.isCallExpression(node)) {
        return undefined;
    }
    const { expression: callee, arguments: given } = node;
    const [first, second] = given;
    if (ts.isIdentifier(callee) && callee.text === "countOf" && second !== undefined) {
        return ts.isStringLiteral(second) ? `${second.text}s` : "count";
    }
    const subject = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
    const isFormat = ts.isIdentifier(callee) && callee.text === "formatCount";
    const said = isFormat && first !== undefined ? first : subject;
    return ts.isIdentifier(said) ? said.text : ts.isPropertyAccessExpression(said) ? said.name.text : undefined;
}

/** The text of a constant that only this place of its block uses; `undefined`: not such a constant. */
function pieceOf(use: ts.Identifier): ts.Expression | undefined {
    for (let block: ts.Node = use.parent; !ts.isSourceFile(block); block = block.parent) {
        const declaration = ts.isBlock(block) ? declarationIn(block, use.text) : undefined;
        if (declaration !== undefined) {
            return isPiece(declaration) ? declaration.initializer : undefined;
        }
    }
    return undefined;
}

function declarationIn(block: ts.Block, name: string): ts.VariableDeclaration | undefined {
    return block.statements
        .filter(ts.isVariableStatement)
        .flatMap(({ declarationList }) => [...declarationList.declarations])
        .find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name);
}

/** Whether a constant holds a text, and the one place that uses it is in a sentence. */
function isPiece({ name, initializer, parent }: ts.VariableDeclaration): boolean {
    const block = parent.parent.parent;
    if (!ts.isIdentifier(name) || initializer === undefined || !ts.isBlock(block) || !holdsText(initializer)) {
        return false;
    }
    const [use, another] = usesOf(name, block);
    return use !== undefined && another === undefined && isInSentence(use);
}

function holdsText(node: ts.Expression): boolean {
    return optionsOf(node)?.some(holdsText) ?? textOf(node) !== undefined;
}

function usesOf(name: ts.Identifier, block: ts.Node): ts.Identifier[] {
    const uses: ts.Identifier[] = [];
    const visit = (node: ts.Node): void => {
        const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
        const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
        if (ts.isIdentifier(node) && node.text === name.text && node !== name && !isMember && !isKey) {
            uses.push(node);
        }
        ts.forEachChild(node, visit);
    };
    ts.forEachChild(block, visit);
    return uses;
}

function isInSentence(use: ts.Node): boolean {
    let outer = use.parent;
    while (ts.isParenthesizedExpression(outer) || (ts.isExpression(outer) && optionsOf(outer) !== undefined)) {
        outer = outer.parent;
    }
    return ts.isTemplateSpan(outer) || (isSum(outer) && textOf(outer) !== undefined);
}

function isSentence(text: string): boolean {
    const words = text.replaceAll(/<[^>]*>/g, "x");
    const isPattern = text.includes("(?");
    const isCode = text.includes("require(") || text.includes(" => ");
    const count = text.split(/\s+/).length;
    const isListOfWords =
        (count > 4 && /^[a-z ]+$/.test(text) && !smallWords.test(text)) ||
        (count > 9 && !/[,:;()<"]|\.(?:\s|$)/.test(text));
    return !isPattern && !isCode && !isListOfWords && /[A-Za-z]{2,}[,.:;)]? (\S* )*\S*[A-Za-z]{2,}/.test(words);
}
