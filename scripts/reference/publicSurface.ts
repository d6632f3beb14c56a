import { join, resolve } from "node:path";
import ts from "typescript";
import { printType } from "./printType";

const root = resolve(__dirname, "../..");

/** A property of a class or an interface. */
export interface Member {
    readonly name: string;
    readonly isOptional: boolean;
    /** As a reader wants it: without `Input<…>` and `Output<…>`. */
    readonly type: string;
    readonly text: string;
}

/** What the package exports under one name, as its docstrings describe it. */
export interface Exported {
    readonly name: string;
    readonly kind: "class" | "interface" | "type" | "function";
    readonly text: string;
    /** What holds for Node programs alone. */
    readonly remarks: readonly string[];
    /** What is thrown, and when; the pages of AWS. */
    readonly throws: readonly string[];
    readonly see: readonly string[];
    /** Without those that an interface inherits. */
    readonly members: readonly Member[];
    /** Those that an interface inherits. */
    readonly inherited: readonly Member[];
    /** How it is called; `undefined` where that says nothing. */
    readonly signature: string | undefined;
    /** Static methods of a class. */
    readonly methods: readonly Exported[];
    /** An alias's type, or what an interface extends; `undefined` where it is an object or extends nothing. */
    readonly definition: string | undefined;
}

/** Everything that the provider's `index.ts` exports, in its order. */
export function readPublicSurface(): Exported[] {
    const { config } = ts.readConfigFile(join(root, "provider/tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, "provider"));
    const entry = join(root, "provider/src/index.ts");
    const program = ts.createProgram([entry], { ...options, types: [] }, ownFilesOnly(options));
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    return checker.getExportsOfModule(module).map((symbol) => {
        const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        return describeSymbol(target, checker);
    });
}

/** Reads no package: types are shown as they are written, and the many files of the SDKs would take seconds. */
function ownFilesOnly(options: ts.CompilerOptions): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    host.resolveModuleNameLiterals = (names, containingFile) =>
        names.map(({ text }) =>
            text.startsWith(".")
                ? ts.resolveModuleName(text, containingFile, options, host)
                : { resolvedModule: undefined },
        );
    return host;
}

function describeSymbol(symbol: ts.Symbol, checker: ts.TypeChecker): Exported {
    // The first overload is the one for programs.
    const [declaration] = symbol.declarations ?? [];
    const base = {
        ...docsOf(symbol, checker),
        ...{ members: [], inherited: [], methods: [], signature: undefined, definition: undefined },
    };
    if (declaration === undefined) throw new Error(`${symbol.name} is declared nowhere`);
    if (ts.isClassDeclaration(declaration)) return { ...base, kind: "class", ...partsOfClass(declaration, checker) };
    if (ts.isInterfaceDeclaration(declaration)) {
        const members = declaration.members.filter(ts.isPropertySignature);
        const [heritage] = declaration.heritageClauses ?? [];
        const definition = heritage?.types.map((type) => type.getText()).join(", ");
        const own = members.map((one) => describeMember(one, checker));
        return { ...base, kind: "interface", members: own, inherited: inheritedBy(declaration, checker), definition };
    }
    if (ts.isTypeAliasDeclaration(declaration)) {
        return { ...base, kind: "type", definition: printType(declaration.type, checker) };
    }
    if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) {
        return { ...base, kind: "function", signature: signatureOf(symbol.name, declaration) };
    }
    throw new Error(`The reference cannot show ${symbol.name} yet.`);
}

function partsOfClass(
    declaration: ts.ClassDeclaration,
    checker: ts.TypeChecker,
): Pick<Exported, "members" | "methods" | "signature"> {
    const isPublic = (member: ts.ClassElement): boolean =>
        !(ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected));
    const members = declaration.members.filter(isPublic);
    const constructed = members.find(ts.isConstructorDeclaration);
    return {
        members: members
            .filter((member) => ts.isPropertyDeclaration(member) && member.type !== undefined)
            .map((member) => describeMember(member as ts.PropertyDeclaration, checker)),
        methods: members.filter(ts.isMethodDeclaration).flatMap((method) => {
            const symbol = checker.getSymbolAtLocation(method.name);
            return symbol === undefined ? [] : [describeSymbol(symbol, checker)];
        }),
        signature: constructed && signatureOf(`new ${declaration.name?.text}`, constructed),
    };
}

function inheritedBy(declaration: ts.InterfaceDeclaration, checker: ts.TypeChecker): Member[] {
    return checker
        .getPropertiesOfType(checker.getTypeAtLocation(declaration))
        .flatMap(({ declarations = [] }) => declarations)
        .filter((one): one is ts.PropertySignature => ts.isPropertySignature(one) && one.parent !== declaration)
        .map((one) => describeMember(one, checker));
}

function describeMember(member: ts.PropertyDeclaration | ts.PropertySignature, checker: ts.TypeChecker): Member {
    const symbol = checker.getSymbolAtLocation(member.name);
    return {
        name: member.name.getText(),
        isOptional: member.questionToken !== undefined,
        type: member.type ? printType(member.type, checker, { isOptional: member.questionToken !== undefined }) : "",
        text: symbol ? docsOf(symbol, checker).text : "",
    };
}

function signatureOf(name: string, declaration: ts.SignatureDeclaration): string {
    const parameters = declaration.parameters.map((parameter) => {
        const isOptional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
        return `${parameter.name.getText()}${isOptional ? "?" : ""}: ${parameter.type?.getText() ?? "unknown"}`;
    });
    // The last parameter of a component is for tests.
    const known = parameters.filter((parameter) => !parameter.startsWith("limits"));
    const result = ts.isConstructorDeclaration(declaration) ? "" : `: ${declaration.type?.getText()}`;
    return `${name}(${known.join(", ")})${result}`;
}

function docsOf(
    symbol: ts.Symbol,
    checker: ts.TypeChecker,
): Pick<Exported, "name" | "text" | "remarks" | "throws" | "see"> {
    const tags = symbol.getJsDocTags(checker);
    const tagged = (name: string): string[] =>
        tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text));
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    return { name: symbol.name, text, remarks: tagged("remarks"), throws: tagged("throws"), see: tagged("see") };
}
