using PaymentSafety.Tests.Stripe;

return await ServerProgram.RunAsync(args);
