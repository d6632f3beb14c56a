"""Prints what botocore's model of a service says of the operations that the emulator serves.

Run it with any Python that has botocore, then format: `python test/emulator/model/capture.py cognito-idp OPERATION… > cognitoModel.json`
(`modelWalk.spec.ts` prints the whole command when the capture does not fit the installed SDK any more).
"""

import json
import sys

import botocore.session

TRAITS = ("min", "max", "pattern", "enum", "sensitive")


def walk(shape, path, found):
    if shape.type_name == "list":
        walk(shape.member, f"{path}[]", entry(shape, path, found))
    elif shape.type_name == "map":
        walk(shape.value, f"{path}{{}}", entry(shape, path, found))
    elif shape.type_name == "structure":
        if path:
            entry(shape, path, found)
        for name, member in shape.members.items():
            inner = f"{path}.{name}" if path else name
            walk(member, inner, found)
            if name in shape.required_members:
                found[inner]["required"] = True
    else:
        entry(shape, path, found)
    return found


def entry(shape, path, found):
    raw = shape.service_model_shape if hasattr(shape, "service_model_shape") else shape._shape_model
    found[path] = {"type": shape.type_name} | {name: raw[name] for name in TRAITS if name in raw}
    return found


def main():
    session = botocore.session.get_session()
    model = session.get_service_model(sys.argv[1])
    operations = {}
    for name in sorted(sys.argv[2:]):
        operation = model.operation_model(name)
        codes = {
            shape.name: shape.metadata["error"]["code"]
            for shape in operation.error_shapes
            if shape.metadata.get("error", {}).get("code", shape.name) != shape.name
        }
        operations[name] = {
            # What an error is called in an answer, where that is not the name of its type.
            **({"codes": codes} if codes else {}),
            "errors": sorted(shape.name for shape in operation.error_shapes),
            "input": walk(operation.input_shape, "", {}),
            "output": sorted(walk(operation.output_shape, "", {})) if operation.output_shape else [],
        }
    json.dump(
        {"source": f"botocore {botocore.__version__}, {sys.argv[1]} {model.api_version}", "operations": operations},
        sys.stdout,
        indent=2,
    )


main()
