import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { espera } from "@/messages/espera";
import { shop } from "@/messages/shop";
import { EsperaScreen } from "@/screens/shop/espera/EsperaScreen";

export default screen(EsperaScreen, { texts: [shop, agenda, espera], frame: inShopFrame });
