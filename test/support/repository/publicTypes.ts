import { join } from "node:path";
import ts from "typescript";
import { repositoryFolder } from "./sourceFiles";

const printer = ts.createPrinter({ removeComments: true });

/**
 * What a program can see of a compiled package: the declarations that its `bin/index.d.ts` exports, then those of the package
 * that they are made of, without comments and without what it passes on of another package. Each is a text; both lists are in the order of their names.
 *
 * Written here because API Extractor brings a TypeScript of its own, which would cost every `npm ci` 25 MB.
 */
export function publicTypes(workspace: "provider" | "plugin" | "emulator"): string {
    const folder = join(repositoryFolder, workspace, "bin");
    const index = join(folder, "index.d.ts");
    const options: ts.CompilerOptions = { module: ts.ModuleKind.Node16, noLib: true, types: [] };
    const host = ts.createCompilerHost(options);
    // Other packages are only named: loading them would take most of the time.
    host.resolveModuleNameLiterals = (names, from) =>
        names.map(({ text }) =>
            text.startsWith(".") ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined },
        );
    const program = ts.createProgram([index], options, host);
    const checker = program.getTypeChecker();
    const file = program.getSourceFile(index);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) {
        throw new Error(`${index} is missing or exports nothing. Run npm run build.`);
    }
    const exported = checker.getExportsOfModule(module).map((symbol) => original(checker, symbol));
    const isOwn = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith(`${folder}/`);
    const all = new Set(exported);
    for (const symbol of all) {
        for (const used of symbolsIn(checker, symbol)) {
            if (used.declarations?.every(isOwn) && used.declarations.some(isNamedDeclaration)) {
                all.add(used);
            }
        }
    }
    const others = [...all].filter((symbol) => !exported.includes(symbol));
    return [
        ...sorted(exported).map(textOf).filter(Boolean),
        "// Used by the above, not exported.",
        ...sorted(others).map(textOf),
        "",
    ].join("\n");
}

/** The symbol that an import or export stands for. */
function original(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function symbolsIn(checker: ts.TypeChecker, { declarations = [] }: ts.Symbol): ts.Symbol[] {
    const found: ts.Symbol[] = [];
    const visit = (node: ts.Node): void => {
        const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
        if (symbol !== undefined) {
            found.push(original(checker, symbol));
        }
        ts.forEachChild(node, visit);
    };
    declarations.forEach(visit);
    return found;
}

/** What stands by itself in a file, as opposed to a member or a parameter. */
function isNamedDeclaration(node: ts.Node): boolean {
    return (
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isFunctionDeclaration(node) ||
        (ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent))
    );
}

function sorted(symbols: readonly ts.Symbol[]): ts.Symbol[] {
    return symbols.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function textOf({ declarations = [] }: ts.Symbol): string {
    return declarations
        .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()))
        .join("\n");
}
