import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

export const repositoryFolder = join(__dirname, "../../..");

/** Folders that hold what is installed, compiled or cached. */
const foreignFolders = ["node_modules", "bin", ".git", ".pulumi"];

/** Where `npm run sdk` writes. */
const generated = "sdk";

/** The repository's TypeScript files, or those of one folder, by path from the repository's folder. */
export function sourceFiles(folder = ""): string[] {
    return readdirSync(join(repositoryFolder, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            return foreignFolders.includes(entry.name) || path === generated ? [] : sourceFiles(path);
        }
        return entry.isFile() && path.endsWith(".ts") ? [path] : [];
    });
}

export function readSource(path: string): string {
    return readFileSync(join(repositoryFolder, path), "utf8");
}

/** One import of a file. */
export interface FileImport {
    /** A path from the repository's folder, or the name of a package. */
    readonly target: string;
    readonly isPackage: boolean;
    /** It vanishes when the file is compiled. */
    readonly isTypeOnly: boolean;
    /** It is loaded by a call, not when the file is. */
    readonly isOnCall: boolean;
}

/** Everything that a file imports, exports again, requires or loads with `import()`. */
export function importsOf(path: string): FileImport[] {
    const file = ts.createSourceFile(path, readSource(path), ts.ScriptTarget.ES2022, true);
    const imports: FileImport[] = [];
    const add = (specifier: ts.Node | undefined, isTypeOnly: boolean, isOnCall = false): void => {
        if (specifier !== undefined && ts.isStringLiteral(specifier)) {
            const isPackage = !specifier.text.startsWith(".");
            const target = isPackage ? specifier.text : resolved(dirname(path), specifier.text);
            imports.push({ target, isPackage, isTypeOnly, isOnCall });
        }
    };
    const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node)) {
            add(node.moduleSpecifier, isTypeImport(node.importClause));
        } else if (ts.isExportDeclaration(node)) {
            add(node.moduleSpecifier, node.isTypeOnly || areTypes(node.exportClause));
        } else if (ts.isCallExpression(node) && isLoading(node)) {
            add(node.arguments[0], false, true);
        }
        ts.forEachChild(node, visit);
    };
    visit(file);
    return imports;
}

function resolved(folder: string, specifier: string): string {
    const target = normalize(join(folder, specifier));
    if (target.endsWith(".json")) {
        return target;
    }
    const isFolder = ts.sys.directoryExists(join(repositoryFolder, target));
    return isFolder && !ts.sys.fileExists(join(repositoryFolder, `${target}.ts`))
        ? `${target}/index.ts`
        : `${target}.ts`;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
    if (clause === undefined) {
        return false;
    }
    return clause.isTypeOnly || (clause.name === undefined && areTypes(clause.namedBindings));
}

function areTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
    const isList = bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings));
    return isList && bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

/** `require("…")`, `require.resolve("…")` or `import("…")`. */
function isLoading(call: ts.CallExpression): boolean {
    const isImport = call.expression.kind === ts.SyntaxKind.ImportKeyword;
    return isImport || ["require", "require.resolve"].includes(call.expression.getText());
}
