import ts from "typescript";

/** Wrappers that the page explains once. */
const unwrapped = new Set(["pulumi.Input", "pulumi.Output", "NonNullable", "Readonly"]);

/**
 * A type as a reader wants it: as it is written, but without Pulumi's wrappers, and with the type of a property that is
 * only referred to (`Inputs["timeout"]`).
 *
 * @param isOptional `undefined` is not said again of what may be left out
 */
export function printType(
    node: ts.TypeNode,
    checker: ts.TypeChecker,
    { isOptional = false }: { readonly isOptional?: boolean } = {},
): string {
    const print = (inner: ts.TypeNode): string => printType(inner, checker, { isOptional });
    if (ts.isTypeReferenceNode(node)) {
        const name = node.typeName.getText();
        const [first] = node.typeArguments ?? [];
        if (first !== undefined && unwrapped.has(name)) return print(first);
        const literals = first === undefined ? literalsOf(node, checker) : undefined;
        if (literals !== undefined) return literals;
        const given = node.typeArguments?.map(print).join(", ");
        return name.replace(/^pulumi\.(asset\.)?/, "") + (given === undefined ? "" : `<${given}>`);
    }
    if (ts.isUnionTypeNode(node)) {
        const texts = node.types.map(print);
        return texts.filter((text) => !(isOptional && text === "undefined")).join(" | ");
    }
    if (ts.isArrayTypeNode(node)) {
        const element = print(node.elementType);
        return element.includes(" | ") ? `(${element})[]` : `${element}[]`;
    }
    if (ts.isTypeOperatorNode(node)) return print(node.type);
    if (ts.isIndexedAccessTypeNode(node)) return printReferred(node, checker, isOptional);
    return node.getText().replaceAll("pulumi.", "");
}

/** What an alias of a few texts allows: more use than its name. */
function literalsOf(node: ts.TypeReferenceNode, checker: ts.TypeChecker): string | undefined {
    const type = checker.getTypeFromTypeNode(node);
    if (!type.isUnion() || type.types.length > 8 || !type.types.every((one) => one.isStringLiteral())) return undefined;
    return type.types.map((one) => checker.typeToString(one)).join(" | ");
}

function printReferred(node: ts.IndexedAccessTypeNode, checker: ts.TypeChecker, isOptional: boolean): string {
    const { objectType, indexType } = node;
    if (ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)) {
        const owner = checker.getTypeFromTypeNode(objectType);
        const declaration = owner.getProperty(indexType.literal.text)?.valueDeclaration;
        if (declaration !== undefined && ts.isPropertySignature(declaration) && declaration.type !== undefined) {
            return printType(declaration.type, checker, { isOptional });
        }
    }
    const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
    return checker.typeToString(checker.getTypeFromTypeNode(node), undefined, flags);
}
