using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace PaymentSafety.Tool.Rehearsal;

/// <summary>One instruction of a method: what it does, and the token or number behind it.</summary>
internal readonly record struct IlInstruction(OpCode Code, int Operand);

/// <summary>Reads the instructions of a method body as data; nothing is loaded or run.</summary>
internal static class IlReader
{
    private static readonly FrozenDictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => unchecked((ushort)code.Value));

    /// <exception cref="BadImageFormatException">The body holds what is no instruction.</exception>
    public static List<IlInstruction> Read(MethodBodyBlock body)
    {
        var instructions = new List<IlInstruction>();
        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            ushort value = il.ReadByte();
            if (value == 0xFE)
                value = (ushort)((value << 8) | il.ReadByte());
            if (!Codes.TryGetValue(value, out var code))
                throw new BadImageFormatException($"There is no instruction 0x{value:X}.");
            instructions.Add(new IlInstruction(code, Operand(ref il, code.OperandType)));
        }

        return instructions;
    }

    private static int Operand(ref BlobReader il, OperandType type)
    {
        switch (type)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                return il.ReadByte();
            case OperandType.InlineVar:
                return il.ReadUInt16();
            case OperandType.InlineI8 or OperandType.InlineR:
                il.ReadInt64();
                return 0;
            case OperandType.InlineSwitch:
                for (var targets = il.ReadInt32(); targets > 0; targets--)
                    il.ReadInt32();
                return 0;
            default:
                return il.ReadInt32();
        }
    }
}
