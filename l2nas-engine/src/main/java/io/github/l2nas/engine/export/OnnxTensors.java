package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Weight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** Tensors and attributes as ONNX's protocol buffers have them. */
final class OnnxTensors {

    private OnnxTensors() {}

    /** Declares a float tensor of N samples, N free. */
    static ValueInfoProto declared(String name, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        for (long size : sizes) {
            shape.addDimBuilder().setDimValue(size);
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** A tensor of known numbers, row by row. */
    static TensorProto floats(String name, long[] shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        LongStream.of(shape).forEach(tensor::addDims);
        return tensor.setRawData(ByteString.copyFrom(bytes)).build();
    }

    /** A vector of known integers. */
    static TensorProto integers(String name, LongStream values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64_VALUE);
        values.forEach(tensor::addInt64Data);
        return tensor.addDims(tensor.getInt64DataCount()).build();
    }

    /** The shape of a weight. */
    static long[] sizes(Weight weight) {
        return weight.shape().stream().mapToLong(Integer::longValue).toArray();
    }

    /** Known integers of eight bits, row by row; {@code type} says whether they have a sign. */
    static TensorProto bytes(String name, TensorProto.DataType type, long[] shape, byte... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        LongStream.of(shape).forEach(tensor::addDims);
        return tensor.setRawData(ByteString.copyFrom(values)).build();
    }

    /** A vector of known integers of 32 bits. */
    static TensorProto ints(String name, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT32_VALUE)
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    /** An attribute of one integer. */
    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** An attribute of several integers. */
    static AttributeProto attribute(String name, long first, long... more) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        attribute.addInts(first);
        LongStream.of(more).forEach(attribute::addInts);
        return attribute.build();
    }

    /** An attribute of one number. */
    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }
}
