// references: packages missing
using Nop.Core.Domain.Orders;
using Nop.Services.Payments;
using StripeNet = Stripe;

namespace Nop.Plugin.Payments.Stripe
{
    /// <summary>A namespace of the plugin's own that ends in Stripe, so that the library is written in full.</summary>
    public class StripePaymentMethod : BasePlugin, IPaymentMethod
    {
        private readonly ISettingService _settingService;
        private readonly StripePaymentSettings _settings;

        public ProcessPaymentResult ProcessPayment(ProcessPaymentRequest request)
        {
            var charge = new global::Stripe.ChargeCreateOptions
            {
                Amount = (long)(request.OrderTotal * 100),
                Currency = "usd",
                Description = request.OrderGuid.ToString(),
                Capture = _settings.TransactionMode != TransactionMode.Authorize,
            };

            var service = new global::Stripe.ChargeService();
            var response = service.Create(charge, GetOptions()); // PAY1001
            return new ProcessPaymentResult { CaptureTransactionId = response.Id };
        }

        public CapturePaymentResult Capture(CapturePaymentRequest request)
        {
            var service = new StripeNet.ChargeService();
            var captured = service.Capture(request.Order.AuthorizationTransactionId, new StripeNet.ChargeCaptureOptions(), GetOptions()); // PAY1001
            return new CapturePaymentResult { CaptureTransactionResult = captured.Status };
        }

        public RefundPaymentResult Refund(RefundPaymentRequest request)
        {
            var result = new RefundPaymentResult();
            try
            {
                var options = GetOptions();
                options.IdempotencyKey = $"refund-{request.Order.OrderGuid}-{request.AmountToRefund}";
                new StripeNet.RefundService().Create(new StripeNet.RefundCreateOptions { Charge = request.Order.CaptureTransactionId }, options);
            }
            catch (StripeNet.StripeException e)
            {
                result.AddError(e.Message);
            }

            return result;
        }

        public VoidPaymentResult Void(VoidPaymentRequest request)
        {
            var key = request.Order.OrderGuid.ToString();
            var refund = new StripeNet.RefundService().Create(
                new StripeNet.RefundCreateOptions { Charge = request.Order.AuthorizationTransactionId },
                GetOptions(key));
            return new VoidPaymentResult { NewPaymentStatus = refund.Status };
        }

        private StripeNet.RequestOptions GetOptions(string key = null)
        {
            return new StripeNet.RequestOptions { ApiKey = _settings.SecretKey, IdempotencyKey = key };
        }
    }
}
