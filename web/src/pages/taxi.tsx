import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { shop } from "@/messages/shop";
import { taxi } from "@/messages/taxi";
import { TaxiScreen } from "@/screens/shop/taxi/TaxiScreen";

export default screen(TaxiScreen, { texts: [shop, agenda, taxi], frame: inShopFrame });
