/** The content of an element of XML: text, or further elements by name; those that are `undefined` are left out. */
export type XmlContent = string | number | XmlElements;
/** Elements by name. */
export interface XmlElements {
    readonly [name: string]: XmlContent | undefined;
}

/** An XML document with the root element `root`, in the namespace `xmlns` if one is given. */
export function xmlDocument(root: string, content: XmlElements, xmlns?: string): string {
    const attribute = xmlns === undefined ? "" : ` xmlns="${xmlns}"`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(content)}</${root}>`;
}

function inner(content: XmlContent): string {
    if (typeof content !== "object") {
        return String(content).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    }
    return Object.entries(content)
        .map(([name, value]) => (value === undefined ? "" : `<${name}>${inner(value)}</${name}>`))
        .join("");
}
