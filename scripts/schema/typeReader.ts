import { UserImportJobStatusType } from "@aws-sdk/client-cognito-identity-provider";
import ts from "typescript";
import type { Exported, Member } from "../reference/publicSurface";
import { describe } from "./describe";
import type { EnumSpec, ObjectSpec, ObjectType, TypeSpec } from "./schemaTypes";
import { isSecret } from "./secrets";

/** Types of the AWS SDK, which the surface only names. */
const enumsOfAws: Readonly<Record<string, readonly string[]>> = {
    UserImportJobStatusType: Object.values(UserImportJobStatusType),
};

/** Numbers that need not be whole, or that 32 bits do not hold. */
const fractions: readonly string[] = ["callsPerSecond", "updatedAt"];

/** Reads the types of the public surface, and collects those that the schema has to define. */
export class TypeReader {
    readonly #surface: readonly Exported[];
    readonly #types = new Map<string, ObjectType | EnumSpec>();

    public constructor(surface: readonly Exported[]) {
        this.#surface = surface;
    }

    /** What was referred to so far, by token. */
    public get types(): Readonly<Record<string, ObjectType | EnumSpec>> {
        return Object.fromEntries(this.#types);
    }

    /** @throws Error where the surface has no such name */
    public find(name: string): Exported {
        const found = this.#surface.find((exported) => exported.name === name);
        if (found === undefined) throw new Error(`The schema needs ${name}, which is not exported any more.`);
        return found;
    }

    /** All members of an interface or a class, inherited ones too. */
    public membersOf(name: string): readonly Member[] {
        const { members, inherited } = this.find(name);
        return [...members, ...inherited];
    }

    /** Members as properties; `required` has those that always have a value. */
    public objectOf(members: readonly Member[], text = ""): ObjectSpec {
        const properties = members.map((member) => {
            const { name, type, text: own } = member;
            const secret = isSecret(name) ? { secret: true as const } : {};
            return [name, { ...this.typeOf(parse(type), name), ...describe(own), ...secret }] as const;
        });
        const required = members.filter(({ isOptional, type }) => !isOptional && !/\bundefined\b/.test(type));
        return {
            ...describe(text),
            properties: Object.fromEntries(properties),
            required: required.map(({ name }) => name),
        };
    }

    private typeOf(node: ts.TypeNode, name: string): TypeSpec {
        switch (node.kind) {
            case ts.SyntaxKind.StringKeyword:
                return { type: "string" };
            case ts.SyntaxKind.BooleanKeyword:
                return { type: "boolean" };
            case ts.SyntaxKind.NumberKeyword:
                return { type: fractions.includes(name) ? "number" : "integer" };
            case ts.SyntaxKind.UnknownKeyword:
                return { $ref: "pulumi.json#/Any" };
        }
        if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type, name);
        if (ts.isArrayTypeNode(node)) return { type: "array", items: this.typeOf(node.elementType, name) };
        if (ts.isUnionTypeNode(node)) return this.unionOf(node, name);
        if (ts.isTypeReferenceNode(node)) return this.referredTo(node, name);
        throw new Error(`The schema cannot say ${node.getText()}, the type of ${name}, yet.`);
    }

    private unionOf(node: ts.UnionTypeNode, name: string): TypeSpec {
        const types = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
        const [first] = types;
        if (first !== undefined && types.length === 1) return this.typeOf(first, name);
        if (!types.every(isText)) return { oneOf: types.map((type) => this.typeOf(type, name)) };
        const definition = types.map((type) => type.getText()).join(" | ");
        const alias = this.#surface.find((one) => one.kind === "type" && one.definition === definition);
        if (alias === undefined) throw new Error(`${definition}, the type of ${name}, is not exported under a name.`);
        return this.enumOf(alias, types.map(textOf));
    }

    private referredTo(node: ts.TypeReferenceNode, name: string): TypeSpec {
        const referred = node.typeName.getText();
        const [first, second] = node.typeArguments ?? [];
        if (referred === "Asset") return { $ref: "pulumi.json#/Asset" };
        if (referred === "Record" && second !== undefined) {
            return { type: "object", additionalProperties: this.typeOf(second, name) };
        }
        if (referred === "Omit" && first !== undefined && second !== undefined) {
            const left = (ts.isUnionTypeNode(second) ? second.types : [second]).map(textOf);
            return this.definedObject(first.getText(), (member) => !left.includes(member.name));
        }
        const exported = this.find(referred);
        const values = enumsOfAws[exported.definition ?? ""];
        if (values !== undefined) return this.enumOf(exported, values);
        // The same type with and without outputs as values: the one that is an interface has the members and their docstrings.
        const plain = schemaName(referred);
        const forms = [`${plain}Args`, plain].map((one) => this.#surface.find((other) => other.name === one));
        const form = forms.find((one) => one?.kind === "interface");
        if (form !== undefined) return this.definedObject(form.name);
        if (exported.kind === "type") return this.typeOf(parse(exported.definition ?? ""), name);
        throw new Error(`The schema cannot say ${referred}, the type of ${name}, yet.`);
    }

    private definedObject(exported: string, isMember: (member: Member) => boolean = () => true): TypeSpec {
        const name = schemaName(exported);
        const token = tokenOf(name);
        if (!this.#types.has(token)) {
            const members = this.membersOf(exported).filter(isMember);
            const { required, ...object } = this.objectOf(members, this.find(exported).text);
            this.#types.set(token, { ...object, ...(required.length > 0 && { required }), type: "object" });
        }
        return { $ref: `#/types/${token}` };
    }

    /** Any text is taken, and refused by `check`, which knows more to say than a compiler; the known ones have names. */
    private enumOf({ name, text }: Exported, values: readonly string[]): TypeSpec {
        const token = tokenOf(name);
        this.#types.set(token, { ...describe(text), type: "string", enum: values.map((value) => ({ value })) });
        return { oneOf: [{ type: "string" }, { $ref: `#/types/${token}` }] };
    }
}

/** The token of a resource, a function or a type. */
export function tokenOf(name: string): string {
    return `cognito-user-import:index:${name}`;
}

/** Generated SDKs add `Args` themselves where they need it; what a look-up takes is the same without outputs. */
function schemaName(exported: string): string {
    return exported.replace(/Arg(s|ument)$/, "");
}

/** A type as the surface prints it. */
function parse(text: string): ts.TypeNode {
    const file = ts.createSourceFile("type.ts", `type T = ${text};`, ts.ScriptTarget.Latest, true);
    const [statement] = file.statements;
    if (statement === undefined || !ts.isTypeAliasDeclaration(statement)) throw new Error(`${text} is no type`);
    return statement.type;
}

function isText(node: ts.TypeNode): boolean {
    return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);
}

function textOf(node: ts.TypeNode): string {
    return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : node.getText();
}
