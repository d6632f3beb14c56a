import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { InitializationError, messageOf, sendableError, shownCause } from "pulumi-cognito-user-import/bin/native";
import { toStruct } from "./values";

/** Where gRPC carries structured details of an error. */
const detailsKey = "grpc-status-details-bin";

/**
 * What the engine is answered where an operation has thrown. An error with a resource keeps the resource in state: the engine
 * records its properties, and the update fails.
 */
export function answerError(thrown: unknown): Partial<ServiceError> {
    const message = messageOf(answered(thrown));
    const metadata = new Metadata();
    if (thrown instanceof InitializationError) {
        metadata.add(detailsKey, Buffer.from(initializationStatus(thrown, message).serializeBinary()));
    }
    return { code: status.UNKNOWN, details: message, message, metadata };
}

/** What may be shown, and has room in the headers of an answer. Without the room there is no answer, and none to any later call. */
function answered(thrown: unknown): unknown {
    if (thrown instanceof InitializationError) {
        return thrown;
    }
    // What a component says to its program is ours.
    const isSaid = thrown instanceof Error && thrown.name === "RunError";
    return sendableError(isSaid ? thrown : shownCause(thrown));
}

function initializationStatus({ id, properties, reasons }: InitializationError, message: string): Status {
    const detail = new ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(toStruct(properties));
    detail.setReasonsList([...reasons]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const answer = new Status();
    answer.setCode(status.UNKNOWN);
    answer.setMessage(message);
    answer.addDetails(packed);
    return answer;
}
